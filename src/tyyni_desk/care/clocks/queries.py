"""Statutory clocks: which run, and which rules may start one. Nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

import tyyni
from tyyni.promises.clocks import ClockRule, clock_rules
from tyyni_desk.care.clocks.models import Clock, ClockSwitch
from tyyni_desk.care.countries import calendar_of
from tyyni_desk.care.hours import Hours
from tyyni_desk.conversations.models import Conversation, Merge, Message

_WARNED_DAYS = (3, 1, 0)  # working days before the safe day


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the data, and what the company made of it."""

    data: ClockRule
    is_on: bool
    checked_by: str


def running(conversation: Conversation) -> QuerySet[Clock]:
    return Clock.objects.filter(message__conversation=conversation, answered_by=None, settled_at=None)


def shown(conversation: Conversation) -> list[tuple[Clock, ClockRule, bool]]:
    """Each running clock with its rule, and whether something was said since that does not stop it."""
    rules = {rule.id: rule for rule in clock_rules()}
    rows = list(running(conversation))
    if not rows:
        return []
    replies = conversation.messages.filter(kind=Message.Kind.AGENT, is_automatic=False)
    last = replies.order_by("pk").values_list("pk", flat=True).last() or 0
    return [(row, rules[row.rule], last > row.message_id) for row in rows if row.rule in rules]


def rules() -> list[Rule]:
    """Every rule in the order of the data."""
    switches = {row.rule: row for row in ClockSwitch.objects.all()}
    return [
        Rule(rule, switches[rule.id].is_on, switches[rule.id].checked_by or rule.checked_by)
        if rule.id in switches
        else Rule(rule, rule.enabled, rule.checked_by)
        for rule in clock_rules()
    ]


def started_by(reading: tyyni.Reading, message: Message) -> dict[str, tuple[tyyni.Clock, str]]:
    """The clocks that a message starts by the rules that are on, and the country of each.

    A company that switched on a rule of a trade is in that trade.
    """
    calendar = calendar_of(message.conversation)
    on = [rule.data for rule in rules() if rule.is_on]
    return {
        clock.rule: (clock, calendar.country)
        for sector in {"general", *(rule.sector for rule in on)}
        for clock in tyyni.clocks(
            reading,
            received_at=message.created_at,
            country=calendar.country,
            sector=sector,
            enabled=[rule.id for rule in on],
        )
    }


def next_ring(hours: Hours, *, started: datetime, safe: date, after: datetime) -> datetime | None:
    """Half way, three and one working days before the safe day, and on its morning."""
    mornings = [hours.opening(hours.calendar.working_day(safe, -days) if days else safe) for days in _WARNED_DAYS]
    half = started + (mornings[-1] - started) / 2
    return min((moment for moment in (half, *mornings) if moment > after), default=None)


def moved_out_of(source: Conversation) -> list[int]:
    """The messages that the latest merge took out of ``source``."""
    last = Merge.objects.filter(source=source, kind=Merge.Kind.MERGE).order_by("pk").last()
    return list(last.moved["messages"]) if last else []


def signs(conversation: Conversation) -> dict[str, Any]:
    """What a queue row needs to know; empty when none runs."""
    first = running(conversation).first()
    return {"safe": first.safe.isoformat()} if first else {}


def is_near(sign: dict[str, Any]) -> bool:
    """The safe day is today, tomorrow or past."""
    return bool(date.fromisoformat(sign["safe"]) <= timezone.localdate() + timedelta(days=1))
