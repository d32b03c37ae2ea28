"""Corrections as training data: only if the company says so, and without anybody's name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tyyni_desk.care.corrections.models import Correction, Sharing
from tyyni_desk.care.corrections.placeholders import without_persons
from tyyni_desk.care.models import Reading
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent, Order

_TOLD = ("language", "emotion", "intensity", "abuse", "kind", "requests", "threats", "repeat", "sarcasm", "intoxicated")


class NotShared(Exception):
    """The company has not said that corrections may become training data."""


@transaction.atomic
def switch(*, on: bool, by: Agent) -> None:
    """Say that corrections may be exported, or may not any more."""
    if on == is_on():
        return
    if on:
        Sharing.objects.create(by=by)
    else:
        Sharing.objects.filter(ended_at=None).update(ended_at=timezone.now())
    audit.note(by=by, action="sharing_began" if on else "sharing_ended", subject="corrections")


def is_on() -> bool:
    return Sharing.objects.filter(ended_at=None).exists()


def count() -> int:
    """How many messages have a correction."""
    return Correction.objects.values("message").distinct().count()


def note_export(*, by: Agent) -> None:
    """The log keeps who took them."""
    audit.note(by=by, action="corrections_exported", subject="corrections")


def lines() -> Iterator[str]:
    """A JSON line for each corrected message; raises NotShared."""
    if not is_on():
        raise NotShared
    names = [name for name in Agent.objects.values_list("name", flat=True) if name]
    for reading in _readings().iterator(chunk_size=200):
        if not _is_delicate(reading.labels) and not _is_delicate(reading.as_read or {}):
            yield json.dumps(_row(reading, names), ensure_ascii=False)


def _readings() -> QuerySet[Reading]:
    rows = Reading.objects.filter(as_read__isnull=False).select_related("message__customer")
    return rows.prefetch_related("message__corrections", "message__customer__identities", "message__customer__orders")


def _is_delicate(labels: Mapping[str, Any]) -> bool:
    """By the engine or by an agent: these never leave, not even without a name."""
    return bool(labels.get("vulnerable")) or bool({"self_harm", "violence"} & set(labels.get("threats", ())))


def _row(reading: Reading, names: list[str]) -> dict[str, Any]:
    message, labels = reading.message, reading.labels
    customer = message.customer
    known = [*names, message.sender, labels["name"] or ""]
    orders: list[Order] = []
    if customer:
        known += [customer.name, *(identity.value for identity in customer.identities.all())]
        orders = list(customer.orders.all())
    numbers = [labels["order"] or "", (reading.as_read or {}).get("order") or "", *(order.number for order in orders)]
    text = without_persons(message.text, names=known, numbers=numbers)
    corrected = [correction.name for correction in message.corrections.all()]
    return {"text": text, "channel": message.channel, **{name: labels[name] for name in _TOLD}, "corrected": corrected}
