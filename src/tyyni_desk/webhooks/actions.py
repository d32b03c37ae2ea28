"""Everything that changes webhooks, and puts events on their way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tyyni_desk.conversations.models import Event
from tyyni_desk.lib.secrets import encrypt
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent
from tyyni_desk.webhooks import events, queries, signing
from tyyni_desk.webhooks.models import Webhook, WebhookDelivery

OVERLAP = timedelta(days=1)
KEPT = timedelta(days=30)


@transaction.atomic
def add(*, url: str, names: Iterable[str], allows_private: bool, by: Agent) -> tuple[Webhook, str]:
    """The webhook and its secret, which is shown this once."""
    secret = signing.new_secret()
    webhook = Webhook.objects.create(
        url=url, events=sorted(names), allows_private=allows_private, secret=encrypt(secret)
    )
    audit.note(by=by, action="webhook_added", subject=url, detail=_facts(webhook))
    return webhook, secret


@transaction.atomic
def change(webhook: Webhook, *, url: str, names: Iterable[str], allows_private: bool, by: Agent) -> None:
    before = _facts(webhook)
    webhook.url, webhook.events, webhook.allows_private = url, sorted(names), allows_private
    webhook.save(update_fields=["url", "events", "allows_private"])
    audit.note(by=by, action="webhook_changed", subject=url, detail=audit.difference(before, _facts(webhook)))


@transaction.atomic
def remove(webhook: Webhook, *, by: Agent) -> None:
    audit.note(by=by, action="webhook_removed", subject=webhook.url)
    webhook.delete()


@transaction.atomic
def change_secret(webhook: Webhook, *, by: Agent) -> str:
    """A new secret, shown this once; for a day both sign, so that the receiver can change over."""
    secret = signing.new_secret()
    Webhook.objects.filter(pk=webhook.pk).update(
        secret=encrypt(secret), old_secret=webhook.secret, old_until=timezone.now() + OVERLAP
    )
    audit.note(by=by, action="webhook_changed", subject=webhook.url, detail={"secret": ["…", "…"]})
    return secret


@transaction.atomic
def switch(webhook: Webhook, *, on: bool, by: Agent | None) -> None:
    """Switched on again, it is told of all that waits."""
    gave_up = None if on or by else timezone.now()
    Webhook.objects.filter(pk=webhook.pk).update(
        is_enabled=on, failing_since=None, rests_until=None, gave_up_at=gave_up
    )
    audit.note(by=by, action="webhook_changed", subject=webhook.url, detail={"is_enabled": [not on, on]})
    if on:
        for waiting in webhook.deliveries.filter(delivered_at=None, gave_up_at=None).order_by("pk"):
            put_on_the_way(waiting)


def tell(event: Event, *, at: datetime | None = None) -> None:
    """Write down, in the event's own transaction, who is to be told of it."""
    name = events.NAMES[event.kind]
    webhooks = list(queries.listening(name))
    if webhooks:
        message = events.message_of(event)
        body = events.body(event, message)
        for webhook in webhooks:
            told = WebhookDelivery.objects.create(webhook=webhook, event=name, body=body, message=message)
            put_on_the_way(told, at=at)


def try_out(webhook: Webhook) -> WebhookDelivery:
    """An event that means nothing, to see whether it arrives."""
    body = events.written(events.TEST, timezone.now().isoformat(), {})
    delivery = WebhookDelivery.objects.create(webhook=webhook, event=events.TEST, body=body)
    put_on_the_way(delivery)
    return delivery


def deliver_again(delivery: WebhookDelivery) -> None:
    """With the same id, so that a receiver who has it already can tell."""
    fresh = {"attempts": 0, "delivered_at": None, "gave_up_at": None, "status": None, "answer": ""}
    WebhookDelivery.objects.filter(pk=delivery.pk).update(**fresh)
    put_on_the_way(delivery)


def put_on_the_way(delivery: WebhookDelivery, *, at: datetime | None = None) -> None:
    from tyyni_desk.webhooks.tasks import deliver  # the task ends in this module

    deliver.later(delivery.pk, at=at, key=f"webhook:{delivery.pk}")


def forget_old() -> None:
    WebhookDelivery.objects.filter(created_at__lt=timezone.now() - KEPT).delete()


def _facts(webhook: Webhook) -> dict[str, object]:
    return {"url": webhook.url, "events": webhook.events, "allows_private": webhook.allows_private}
