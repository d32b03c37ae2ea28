"""What an answer should perhaps not promise: without any condition, or further ahead than the company lets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from tyyni_desk.care import queries as care
from tyyni_desk.care.promises.queries import found_in, most_days
from tyyni_desk.conversations.models import Conversation

_ABSOLUTE = "F_ABSPROM"


@dataclass(frozen=True, slots=True)
class Doubt:
    """The words, and the moment that is too far ahead; None where they promise without any condition."""

    words: str
    due: datetime | None = None


def doubts(text: str, conversation: Conversation) -> list[Doubt]:
    """Asked before the send; an answer that is sure of itself goes out all the same."""
    if not text.strip():
        return []
    faults = care.review(conversation, text).faults
    absolute = [Doubt(fault.text) for fault in faults if fault.code == _ABSOLUTE]
    return [*absolute, *_too_far(text, conversation)]


def _too_far(text: str, conversation: Conversation) -> list[Doubt]:
    limit = most_days()
    if limit is None:
        return []
    now = timezone.now()
    last = (now + timedelta(days=limit)).date()
    found = found_in(text, conversation, at=now)
    return [Doubt(promise.text, promise.due) for promise in found if promise.due and promise.due.date() > last]
