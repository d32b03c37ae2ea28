"""Raises incidents, keeps their evidence, and settles them. Nothing is sent or ended without a person."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from tyyni_desk.care.safety import queries
from tyyni_desk.care.safety.models import Evidence, Incident
from tyyni_desk.care.safety.signs import signs
from tyyni_desk.conversations.models import Message
from tyyni_desk.live import publish
from tyyni_desk.people.models import Agent

Kind = Incident.Kind
_PRESENT = timedelta(days=14)


class NoOutcome(Exception):
    """Whoever settles an incident says what was done."""


def consider(message: Message, labels: Mapping[str, Any]) -> None:
    """Raise an incident for each danger in a message that was read. Old mail, imported, is no danger now."""
    if message.created_at < timezone.now() - _PRESENT:
        return
    for kind, words in signs(message.text, labels):
        raise_incident(message, kind, words=words)


@transaction.atomic
def raise_incident(message: Message, kind: str, *, words: str = "", by: Agent | None = None) -> Incident:
    """Once for each message and kind; every page is told at once."""
    incident, is_new = Incident.objects.get_or_create(
        message=message,
        kind=kind,
        defaults={"conversation": message.conversation, "words": words, "raised_by": by},
    )
    if is_new:
        # What a person may do to themselves stands nowhere but on the message.
        message.conversation.record("incident_raised", by=by)
        if kind != Kind.SELF_HARM:
            freeze(message)
        publish.notice("banner")
        publish.changed(message.conversation_id)
    return incident


@transaction.atomic
def freeze(message: Message) -> None:
    """Keep a message as evidence: it stays as it is, and where it is."""
    digest = hashlib.sha256(message.text.encode()).hexdigest()
    _, is_new = Evidence.objects.get_or_create(
        message=message, defaults={"conversation": message.conversation, "sha256": digest}
    )
    if is_new:
        message.conversation.record("evidence_frozen", by=None, message=message.pk)


@transaction.atomic
def settle(incident: Incident, *, outcome: str, by: Agent) -> None:
    """It was looked after, or it was read wrongly. The evidence stays."""
    if not outcome.strip():
        raise NoOutcome
    still_open = Incident.objects.filter(pk=incident.pk, settled_at=None)
    if still_open.update(settled_at=timezone.now(), settled_by=by, outcome=outcome.strip()):
        incident.conversation.record("incident_settled", by=by)
        publish.notice("banner")
        publish.changed(incident.conversation_id)


def forget_dangers() -> int:
    """What is known of persons' danger goes when its time is over."""
    return queries.expired().delete()[0]
