"""Response clocks: how soon a channel is answered, set and removed by a lead (S4.7)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from tyyni_desk.conversations.models import ResponseTarget
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent


@transaction.atomic
def set_target(channel: str, *, by: Agent, **fields: Any) -> ResponseTarget:
    """Holds for messages that arrive from now on."""
    before = ResponseTarget.objects.filter(channel=channel).values(*fields).first() or {}
    target, _new = ResponseTarget.objects.update_or_create(channel=channel, defaults=fields)
    changes = audit.difference(before, fields)
    if changes:
        shown = {name: [None if old is None else str(old), str(new)] for name, (old, new) in changes.items()}
        audit.note(by=by, action="response_clock_set", subject=channel, detail=shown)
    return target


@transaction.atomic
def remove_target(channel: str, *, by: Agent) -> None:
    """The channel has no clock any more."""
    removed, _kinds = ResponseTarget.objects.filter(channel=channel).delete()
    if removed:
        audit.note(by=by, action="response_clock_removed", subject=channel)


def all_targets() -> QuerySet[ResponseTarget]:
    return ResponseTarget.objects.order_by("first_minutes", "channel")
