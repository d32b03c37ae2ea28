"""Everything that changes a promise: made, confirmed, kept, moved, broken, dropped, and reminded of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tyyni_desk.care import actions as care
from tyyni_desk.care.hours import hours_of, reminder
from tyyni_desk.care.promises import queries
from tyyni_desk.care.promises.models import Promise, PromiseRules
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.live import publish
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent

State = Promise.State
# An answer that names no time is held to this until its author says another.
_UNSAID_DAYS = 2


class NotOwed(Exception):
    """It was kept, moved or dropped first."""


@transaction.atomic
def make(message: Message) -> list[Promise]:
    """Write down what an answer promises, as its author's until somebody says otherwise.

    An answer that quotes an earlier promise and gives a new time for it moves that one.
    """
    conversation, at = message.conversation, message.created_at
    hours = hours_of(conversation)
    _told_how_it_goes(conversation, message)
    earlier = queries.quoted_in(message)
    made = []
    for found in queries.found_in(message.text, conversation, at=at):
        due = hours.by_closing(found.due, after=at) if found.due else hours.after_days(at, _UNSAID_DAYS)
        fields = {"words": found.text[:500], "owner": message.agent, "due_at": due}
        remind_at = reminder(hours, due=due, update=None, after=at)
        promise = Promise.objects.create(message=message, remind_at=remind_at, **fields)
        conversation.record("promised", by=message.agent, at=at, promise=promise.pk, due=due.isoformat())
        made.append(promise)
    if any(promise.due_at > at for promise in made):
        for promise in earlier:
            _move(promise, told=message, by=message.agent)
    care.reconsider(conversation.pk)
    return made


@transaction.atomic
def confirm(
    promise: Promise,
    *,
    by: Agent,
    owner: Agent,
    due_at: datetime,
    every_days: int | None = None,
    instead_of: Promise | None = None,
) -> None:
    """Somebody has looked at who does it, by when, and how often the customer hears of it."""
    promise = _owed(promise)
    hours = hours_of(promise.message.conversation)
    promise.owner, promise.due_at, promise.every_days, promise.is_confirmed = owner, due_at, every_days, True
    promise.update_due_at = hours.after_days(promise.message.created_at, every_days) if every_days else None
    _remind_later(promise)
    promise.save()
    promise.message.conversation.watchers.add(owner)
    _record(promise, "promise_confirmed", by=by, owner=owner.pk, due=due_at.isoformat(), every_days=every_days)
    if instead_of is not None:
        _move(_owed(instead_of), told=promise.message, by=by)
    _changed(promise)


@transaction.atomic
def keep(promise: Promise, *, by: Agent) -> None:
    """It is done. A broken one is made good by that, and stays broken."""
    promise = _owed(promise)
    promise.state = promise.state if promise.is_broken else State.KEPT
    _end(promise)
    _record(promise, "promise_made_good" if promise.is_broken else "promise_kept", by=by)
    _changed(promise)


@transaction.atomic
def drop(promise: Promise, *, by: Agent) -> None:
    """It was no promise. The trail keeps its words."""
    promise = _owed(promise)
    _record(promise, "promise_dropped", by=by, words=promise.words)
    promise.delete()
    _changed(promise)


@transaction.atomic
def close(conversation: Conversation, *, by: Agent, kept: bool) -> None:
    """Close it, with what was promised done; or let that stand, and come back on its day."""
    if kept:
        for promise in queries.owed(conversation):
            keep(promise, by=by)
    actions.close(conversation, by=by)


@transaction.atomic
def limit(days: int | None, *, by: Agent) -> None:
    """How far ahead a promise is made without a question; None asks about none."""
    before = queries.most_days()
    if days != before:
        PromiseRules.objects.update_or_create(pk=1, defaults={"most_days": days})
        audit.note(by=by, action="promise_limit_set", subject="", detail={"most_days": [before, days]})


@transaction.atomic
def break_late(promise: Promise, *, now: datetime) -> None:
    """Its time has passed and the customer heard nothing."""
    promise = _owed(promise)
    if promise.is_broken or promise.due_at > now:
        return
    promise.state, promise.remind_at, promise.update_due_at = State.BROKEN, None, None
    promise.save()
    _record(promise, "promise_broken", by=None)
    _call_up(promise)


@transaction.atomic
def remind(promise: Promise, *, now: datetime) -> None:
    """Put the conversation before its owner again, as something is due soon."""
    promise = _owed(promise)
    if promise.remind_at is None or promise.remind_at > now:
        return
    _remind_later(promise)
    promise.save(update_fields=["remind_at"])
    _record(promise, "promise_reminded", by=None, due=promise.due_at.isoformat())
    _call_up(promise)


@transaction.atomic
def stand_again(conversation: Conversation) -> None:
    """The answer that told of a move was called back: what it moved is owed as before."""
    for promise in Promise.objects.filter(message__conversation=conversation, state=State.MOVED, told=None):
        promise.state, promise.ended_at = State.OPEN, None
        _remind_later(promise)
        promise.save()
    care.reconsider(conversation.pk)


def _owed(promise: Promise) -> Promise:
    """The row, locked; raises NotOwed."""
    rows = Promise.objects.select_for_update(of=("self",)).select_related("message__conversation__customer")
    found = rows.filter(pk=promise.pk, ended_at=None).first()
    if found is None:
        raise NotOwed
    return found


def _told_how_it_goes(conversation: Conversation, reply: Message) -> None:
    """Any answer is an update; the next one is due a rhythm later."""
    hours = hours_of(conversation)
    for promise in queries.owed(conversation).exclude(every_days=None).exclude(state=State.BROKEN):
        promise.update_due_at = hours.after_days(reply.created_at, promise.every_days or 1)
        _remind_later(promise)
        promise.save()


def _move(promise: Promise, *, told: Message, by: Agent | None) -> None:
    """Told before it was due: moved. Told after: it was broken, and another has taken its place."""
    in_time = told.created_at <= promise.due_at
    promise.state, promise.told = (State.MOVED if in_time else State.BROKEN), told
    _end(promise)
    _record(promise, "promise_moved" if in_time else "promise_moved_late", by=by)


def _end(promise: Promise) -> None:
    promise.ended_at, promise.remind_at, promise.update_due_at = timezone.now(), None, None
    promise.save()


def _remind_later(promise: Promise) -> None:
    hours = hours_of(promise.message.conversation)
    after = max(timezone.now(), promise.message.created_at)
    promise.remind_at = reminder(hours, due=promise.due_at, update=promise.update_due_at, after=after)


def _record(promise: Promise, event: str, *, by: Agent | None, **detail: Any) -> None:
    promise.message.conversation.record(event, by=by, promise=promise.pk, **detail)


def _call_up(promise: Promise) -> None:
    conversation = promise.message.conversation
    if promise.owner is not None:
        conversation.watchers.add(promise.owner)
    actions.call_up(conversation)
    _changed(promise)


def _changed(promise: Promise) -> None:
    care.reconsider(promise.message.conversation_id)
    publish.changed(promise.message.conversation_id)
