"""Sets the company's policy, and boundaries with customers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from tyyni_desk.care.boundaries import queries
from tyyni_desk.care.boundaries.models import Boundary, Policy
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.live import publish
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent, Customer

POLICY = ("scope", "elsewhere", "excluded", "contact", "last_warning", "review_days", "notice_days", "on_threats")


class NoReason(Exception):
    """A boundary says what it asks, and why."""


class InThePast(Exception):
    """It would be over, or be due for a look, before it begins."""


@transaction.atomic
def write_policy(*, by: Agent, **fields: Any) -> Policy:
    """A new version, if anything changed; the earlier ones stay."""
    before = queries.policy()
    changes = audit.difference({name: getattr(before, name) for name in POLICY}, fields)
    if not changes:
        return before
    audit.note(by=by, action="policy_changed", subject="policy", detail=changes)
    return Policy.objects.create(by=by, **{name: getattr(before, name) for name in POLICY} | fields)


@transaction.atomic
def set_boundary(
    customer: Customer,
    *,
    says: str,
    why: str,
    by: Agent,
    limits: Sequence[str] = (),
    until: date | None = None,
    follow_up: str = "",
    review_on: date | None = None,
) -> Boundary:
    """Record a limit with a customer. It is looked at again on its own day, or after the policy's time (S0.11)."""
    if not says.strip() or not why.strip():
        raise NoReason
    today = timezone.localdate()
    review = review_on or min(today + timedelta(days=queries.policy().review_days), until or date.max)
    if review <= today or (until and until <= today):
        raise InThePast
    boundary = Boundary.objects.create(
        customer=customer,
        says=says.strip(),
        why=why.strip(),
        limits=list(limits),
        until=until,
        follow_up=follow_up.strip(),
        review_on=review,
        by=by,
    )
    _tell(customer, "boundary_set", by=by)
    return boundary


@transaction.atomic
def keep_boundary(boundary: Boundary, *, review_on: date, by: Agent) -> None:
    """Somebody looked: it holds on, and is looked at again on that day."""
    if review_on <= timezone.localdate():
        raise InThePast
    boundary.review_on = review_on
    boundary.save(update_fields=["review_on"])
    _tell(boundary.customer, "boundary_kept", by=by)


@transaction.atomic
def lift_boundary(boundary: Boundary, *, by: Agent) -> None:
    """It holds no longer; what it was stays on the record."""
    if Boundary.objects.filter(pk=boundary.pk, lifted_at=None).update(lifted_at=timezone.now(), lifted_by=by):
        _tell(boundary.customer, "boundary_lifted", by=by)


def _tell(customer: Customer, event: str, *, by: Agent) -> None:
    for conversation in customer.conversations.exclude(state=Conversation.State.CLOSED):
        conversation.record(event, by=by)
        publish.changed(conversation.number)
    publish.notice("banner")
