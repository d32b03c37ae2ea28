"""Webhooks, for programs that set themselves up. Into a private network leads only what an admin allows by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from ninja import Router, Schema, Status
from pydantic import AfterValidator, Field, StringConstraints

from tyyni_desk.api.gate import Bearer, TokenRequest
from tyyni_desk.api.pages import Cut, Page, Which, cut
from tyyni_desk.api.problems import NotThere, Unfit
from tyyni_desk.api.shapes.inputs import HTTPS, Strict
from tyyni_desk.api.shapes.outputs import Id
from tyyni_desk.webhooks import actions, queries
from tyyni_desk.webhooks.events import EVENTS
from tyyni_desk.webhooks.models import Webhook, WebhookDelivery

router = Router(tags=["webhooks"], auth=Bearer("webhooks"))
_is_url = URLValidator(schemes=["https"])


def _known(name: str) -> str:
    if name not in EVENTS:
        raise ValueError("is no event")
    return name


EventName = Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": list(EVENTS)})]


class WebhookIn(Strict):
    url: Annotated[str, StringConstraints(max_length=500, pattern=rf"^{HTTPS}$")]
    events: list[EventName] = Field([], max_length=len(EVENTS), description="empty: all")


class WebhookOut(Schema):
    id: int
    url: str
    events: list[str]
    is_enabled: bool
    failing_since: datetime | None
    created_at: datetime


class NewWebhookOut(WebhookOut):
    secret: str = Field(description="shown this once; signs as the Standard Webhooks specification has it")


class DeliveryOut(Schema):
    id: int
    event: str
    attempts: int
    status: int | None = Field(description="of the last answer")
    created_at: datetime
    delivered_at: datetime | None
    gave_up_at: datetime | None


@router.get("/webhooks", response=Page[WebhookOut])
def list_webhooks(request: TokenRequest, page: Which) -> Cut[Webhook]:
    return cut(queries.webhooks(), page, order=("id",))


@router.post("/webhooks", response={201: NewWebhookOut})
def add_webhook(request: TokenRequest, body: WebhookIn) -> Status[NewWebhookOut]:
    try:
        _is_url(body.url)
    except ValidationError as wrong:
        raise Unfit("body.url", "is no address") from wrong
    added, secret = actions.add(url=body.url, names=set(body.events), allows_private=False, by=request.auth)
    return Status(201, NewWebhookOut(**WebhookOut.from_orm(added).dict(), secret=secret))


@router.get("/webhooks/{webhook_id}", response=WebhookOut)
def show_webhook(request: TokenRequest, webhook_id: Id) -> Webhook:
    return _one(webhook_id)


@router.api_operation(["DELETE"], "/webhooks/{webhook_id}", response={204: None})
def remove_webhook(request: TokenRequest, webhook_id: Id) -> Status[None]:
    actions.remove(_one(webhook_id), by=request.auth)
    return Status(204, None)


@router.get("/webhooks/{webhook_id}/deliveries", response=Page[DeliveryOut])
def list_deliveries(request: TokenRequest, webhook_id: Id, page: Which) -> Cut[WebhookDelivery]:
    """The last month's, the latest first."""
    return cut(queries.deliveries(_one(webhook_id)), page, order=("-id",))


def _one(webhook_id: int) -> Webhook:
    found = queries.webhooks().filter(pk=webhook_id).first()
    if found is None:
        raise NotThere("webhook")
    return found
