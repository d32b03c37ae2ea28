"""Everything that changes a clock: started, answered, settled by a person, rung; and the rules switched on and off."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

import tyyni
from tyyni.promises.holding import takes_position
from tyyni_desk.care import actions as care
from tyyni_desk.care.clocks import queries
from tyyni_desk.care.clocks.models import Clock, ClockSwitch
from tyyni_desk.care.hours import hours_of
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.listening import Refused
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent

# What ended so long before it was read comes out of an archive.
_ARCHIVE = timedelta(days=60)


class NotAnswered(Exception):
    """There is no answer yet that could stop the clock."""


class NotChecked(Exception):
    """A rule that was shipped switched off needs the name of the lawyer who looked at it."""


def start(message: Message, reading: tyyni.Reading) -> list[Clock]:
    """Start what the law counts from this message; while a clock of a rule runs, asking again starts no second one."""
    found = queries.started_by(reading, message)
    return _start(message, found) if found else []


@transaction.atomic
def hear(answer: Message) -> None:
    """An answer that takes a position stops the clocks; a holding reply or a question does not."""
    conversation = answer.conversation
    spoken = {"fi": "fi", "pl": "pl", "en": "en"}.get(conversation.language, "en")
    if takes_position(answer.text, spoken):  # type: ignore[arg-type]  # one of the engine's literals
        for clock in queries.running(conversation).filter(message__pk__lt=answer.pk):
            _stop(clock, by=answer.agent, answer=answer)
        care.reconsider(conversation.pk)


@transaction.atomic
def mark_answered(clock: Clock, *, by: Agent) -> None:
    """A person says that the last answer takes a position. Raises NotAnswered when there is none since."""
    said = clock.message.conversation.messages.filter(kind=Message.Kind.AGENT, is_automatic=False)
    last = said.filter(pk__gt=clock.message_id).order_by("pk").last()
    if last is None:
        raise NotAnswered
    _stop(clock, by=by, answer=last)
    care.reconsider(clock.message.conversation_id)


@transaction.atomic
def settle(clock: Clock, *, by: Agent, why: str) -> None:
    """A person says why no answer is needed: it is no claim, or it was answered elsewhere."""
    if not why.strip():
        raise actions.NothingToSay
    clock.settled_at, clock.settled_by, clock.settled_why = timezone.now(), by, why.strip()[:300]
    clock.ring_at = None
    clock.save()
    clock.message.conversation.record("clock_settled", by=by, clock=clock.pk, why=clock.settled_why)
    care.reconsider(clock.message.conversation_id)


@transaction.atomic
def run_on(conversation: Conversation, *, unheard: int | None = None) -> None:
    """An answer was called back, or (``unheard``) never reached the customer: what it stopped runs again."""
    if unheard is not None:
        Clock.objects.filter(answered_by=unheard).update(answered_by=None)
    for clock in queries.running(conversation).filter(ring_at=None):
        _ring_later(clock, after=timezone.now())
    care.reconsider(conversation.pk)


@transaction.atomic
def ring(clock: Clock, *, now: datetime) -> None:
    """Put the conversation before its agents again."""
    locked = Clock.objects.select_for_update(of=("self",)).select_related("message__conversation__customer")
    clock = locked.get(pk=clock.pk)
    if clock.ring_at is None or clock.ring_at > now:
        return
    _ring_later(clock, after=now)
    conversation = clock.message.conversation
    conversation.record("clock_rang", by=None, clock=clock.pk, safe=clock.safe.isoformat())
    actions.call_up(conversation)
    care.reconsider(conversation.pk)


def insist(conversation: Conversation, messages: list[int] | None = None) -> None:
    """Refuse while a clock runs in ``conversation``, or on one of ``messages`` of it."""
    clocks = queries.running(conversation)
    if messages is not None:
        clocks = Clock.objects.filter(message__in=messages, answered_by=None, settled_at=None)
    first = clocks.first()
    if first is not None:
        raise Refused(_owed(conversation.pk, first.safe))


@transaction.atomic
def switch(rule: str, *, on: bool, checked_by: str, by: Agent) -> None:
    """Holds for messages that are read from now on."""
    (found,) = [row for row in queries.rules() if row.data.id == rule]
    checked_by = checked_by.strip() or found.checked_by
    if on and not found.data.enabled and not checked_by:
        raise NotChecked
    ClockSwitch.objects.update_or_create(rule=rule, defaults={"is_on": on, "checked_by": checked_by[:120]})
    action = "clock_rule_switched_on" if on else "clock_rule_switched_off"
    audit.note(by=by, action=action, subject=rule, detail={"checked_by": [found.checked_by, checked_by]})


def _owed(number: int, safe: date) -> str:
    """Why, and what to do."""
    return _(
        "Nothing was changed: the law wants an answer in #%(number)d by %(day)s. A holding reply or a question is no "
        "answer. If none is needed, say why beside the conversation first."
    ) % {"number": number, "day": date_format(safe, "SHORT_DATE_FORMAT")}


@transaction.atomic
def _start(message: Message, found_by: dict[str, tuple[tyyni.Clock, str]]) -> list[Clock]:
    conversation = Conversation.objects.select_for_update().get(messages=message)
    hours, now = hours_of(conversation), timezone.now()
    there = set(queries.running(conversation).values_list("rule", flat=True))
    there |= set(message.clocks.values_list("rule", flat=True))
    started = []
    for rule, (found, country) in found_by.items():
        legal, safe = _day(found.legal), _day(found.safe)
        if rule in there or legal < (now - _ARCHIVE).date():
            continue
        ring_at = queries.next_ring(hours, started=found.started, safe=safe, after=min(now, message.created_at))
        fields = {"country": country, "why": list(found.why), "started_at": found.started, "ring_at": ring_at}
        clock = Clock.objects.create(message=message, rule=rule, legal=legal, safe=safe, **fields)
        conversation.record("clock_started", by=None, clock=clock.pk, rule=rule, safe=safe.isoformat())
        started.append(clock)
    if started:
        for answer in conversation.messages.filter(kind=Message.Kind.AGENT, pk__gt=message.pk):
            hear(answer)  # given before the message was read
        if conversation.is_closed:
            actions.call_up(conversation)
        care.reconsider(conversation.pk)
    return started


def _stop(clock: Clock, *, by: Agent | None, answer: Message) -> None:
    clock.answered_by, clock.ring_at = answer, None
    clock.save()
    clock.message.conversation.record("clock_answered", by=by, clock=clock.pk, message=answer.pk)


def _ring_later(clock: Clock, *, after: datetime) -> None:
    hours = hours_of(clock.message.conversation)
    clock.ring_at = queries.next_ring(hours, started=clock.started_at, safe=clock.safe, after=after)
    clock.save(update_fields=["ring_at"])


def _day(end: date | datetime) -> date:
    return end.date() if isinstance(end, datetime) else end
