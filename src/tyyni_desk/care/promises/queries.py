"""Promises: which are owed, what the queue tells of them, and how many are kept. Nothing here writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

import tyyni
from tyyni_desk.care.countries import calendar_of
from tyyni_desk.care.promises.models import Promise, PromiseRules
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Agent

State = Promise.State
BOXES = ("mine", "team", "all")
_COUNTED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of those that were due are kept, moved and broken; of a team or the company, never of a person."""

    kept: int
    moved: int
    broken: int

    @property
    def all(self) -> int:
        return self.kept + self.moved + self.broken

    @property
    def percent(self) -> int:
        return round(100 * self.kept / self.all) if self.all else 0


def found_in(text: str, conversation: Conversation, *, at: datetime) -> tuple[tyyni.Promise, ...]:
    """What ``text`` promises when it is sent at ``at``, by the calendar of the customer."""
    calendar = calendar_of(conversation)
    language = conversation.language or conversation.customer.language or None
    return tyyni.find_promises(
        text, language=language, sent_at=at, timezone=str(calendar.zone), country=calendar.country
    )


def owed(conversation: Conversation) -> QuerySet[Promise]:
    """Open ones, and broken ones that are not made good, the soonest first."""
    return Promise.objects.filter(message__conversation=conversation, ended_at=None).select_related("owner", "message")


def unconfirmed(conversation: Conversation, *, agent: Agent) -> QuerySet[Promise]:
    """Those that ``agent`` has just made and not looked at."""
    mine = Q(message__agent=agent, is_confirmed=False, state=State.OPEN)
    return owed(conversation).filter(mine)


def signs(conversation: Conversation) -> dict[str, Any]:
    """What a queue row needs to know of them; empty when nothing is owed."""
    rows = list(owed(conversation))
    if not rows:
        return {}
    due = [row.due_at for row in rows if not row.is_broken]
    updates = [row.update_due_at for row in rows if row.update_due_at and not row.is_broken]
    return {
        "due": min(due).isoformat() if due else None,
        "update": min(updates).isoformat() if updates else None,
        "broken": sum(row.is_broken for row in rows),
    }


def is_today(owed: Mapping[str, Any]) -> bool:
    """Whether something of ``signs`` is due today, or an update is."""
    moments = [datetime.fromisoformat(owed[name]) for name in ("due", "update") if owed[name]]
    return any(timezone.localdate(moment) <= timezone.localdate() for moment in moments)


def ledger(box: str, *, agent: Agent, past: bool = False) -> QuerySet[Promise]:
    """The promises of a box, in the order in which they are due; the past ones the latest first."""
    rows = Promise.objects.filter(_in_box(box, agent), ended_at__isnull=not past)
    rows = rows.select_related("owner", "message__conversation__customer")
    rows = rows.prefetch_related("message__conversation__customer__identities")
    return rows.order_by("-ended_at", "-id") if past else rows.order_by("due_at", "id")


def rate(box: str, *, agent: Agent) -> Rate:
    """Of the last 90 days; "mine" has none of its own and gives the company's."""
    whose = _in_box("team", agent) if box == "team" else Q()
    since = timezone.now() - _COUNTED
    counted = Promise.objects.filter(whose, due_at__gte=since).exclude(state=State.OPEN)
    ids = counted.values("pk").distinct()
    row = Promise.objects.filter(pk__in=ids).aggregate(
        kept=Count("pk", filter=Q(state=State.KEPT)),
        moved=Count("pk", filter=Q(state=State.MOVED)),
        broken=Count("pk", filter=Q(state=State.BROKEN)),
    )
    return Rate(**row)


def most_days() -> int | None:
    """How far ahead an agent may promise; None: no limit was set."""
    return PromiseRules.objects.values_list("most_days", flat=True).first()


def quoted_in(reply: Message) -> list[Promise]:
    """Owed promises of the conversation that ``reply`` speaks of in their own words."""
    earlier = owed(reply.conversation).exclude(message=reply)
    return [promise for promise in earlier if promise.words in reply.text]


def _in_box(box: str, agent: Agent) -> Q:
    if box == "team":
        return Q(owner__in=Agent.objects.filter(teams__in=agent.teams.all()))
    return Q(owner=agent) if box == "mine" else Q()
