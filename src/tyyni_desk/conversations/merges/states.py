"""Whose turn it is when messages change hands, and how a conversation stood before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from tyyni_desk.conversations.clocks import due
from tyyni_desk.conversations.models import Conversation, Message

State = Conversation.State
_MOMENTS = ("waiting_since", "snoozed_until", "closed_at", "answer_due_at", "first_answer_at", "last_message_at")
_FIELDS = ("state", "assignee_id", "team_id")
# Where none waits for us, the livelier state holds: a matter is only closed when both are.
_LIVELIEST = (State.OPEN, State.SNOOZED, State.WAITING, State.CLOSED)


def standing(conversation: Conversation) -> dict[str, Any]:
    """How it stands now, in values that JSON knows."""
    moments = {name: getattr(conversation, name) for name in _MOMENTS}
    return {
        **{name: getattr(conversation, name) for name in _FIELDS},
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }


def stand_as_before(conversation: Conversation, before: dict[str, Any]) -> None:
    for name in _FIELDS:
        setattr(conversation, name, before[name])
    for name in _MOMENTS:
        setattr(conversation, name, datetime.fromisoformat(before[name]) if before[name] else None)
    _save(conversation)


def take_over(target: Conversation, source: Conversation) -> None:
    """``target`` stands for both: the customer waits since the earlier moment, and the earlier clock runs on."""
    both = (target, source)
    target.state = min((one.state for one in both), key=_LIVELIEST.index)
    target.waiting_since = _earliest(one.waiting_since for one in both)
    target.answer_due_at = _earliest(one.answer_due_at for one in both)
    target.snoozed_until = _earliest(one.snoozed_until for one in both) if target.state == State.SNOOZED else None
    target.closed_at = target.closed_at if target.is_closed else None
    target.first_answer_at = _earliest(one.first_answer_at for one in both)
    target.last_message_at = max(one.last_message_at for one in both)
    target.assignee, target.team = target.assignee or source.assignee, target.team or source.team
    _save(target)


def put_away(source: Conversation, *, into: Conversation, at: datetime) -> None:
    """It is seen no more; its number leads to the other one."""
    source.merged_into, source.state, source.closed_at = into, State.CLOSED, at
    source.waiting_since = source.answer_due_at = source.snoozed_until = None
    source.save()


def whose_turn(conversation: Conversation) -> None:
    """By what was said: the customer waits since the first message after our last answer."""
    said = list(conversation.messages.exclude(kind=Message.Kind.NOTE).filter(is_automatic=False))
    answers = [message.created_at for message in said if message.kind == Message.Kind.AGENT]
    asked = [message.created_at for message in said if message.kind == Message.Kind.CUSTOMER]
    conversation.first_answer_at = answers[0] if answers else None
    conversation.last_message_at = said[-1].created_at if said else conversation.last_message_at
    conversation.waiting_since = next((at for at in asked if not answers or at > answers[-1]), None)
    conversation.state = State.OPEN if conversation.waiting_since else State.WAITING
    conversation.snoozed_until = conversation.closed_at = None
    conversation.answer_due_at = due(conversation)
    _save(conversation)


def _save(conversation: Conversation) -> None:
    conversation.care_at = conversation.waiting_since or conversation.last_message_at
    with transaction.atomic():
        conversation.save()


def _earliest(moments: Any) -> datetime | None:  # any iterable of moments, some of which may be None
    return min((moment for moment in moments if moment is not None), default=None)
