"""What an agent met, for that agent; figures of many, for leads; who is to be spoken with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tyyni_desk.care.exposure.models import Aftercare, Exposure
from tyyni_desk.care.models import Reading
from tyyni_desk.care.queries import readings_of
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people import queries as people
from tyyni_desk.people.hours import day_of
from tyyni_desk.people.models import Agent, Team

WEEK = timedelta(days=7)
KEPT = timedelta(days=90)
FEWEST = 5  # a figure of fewer people would tell of one
_DAY = timedelta(hours=25)  # the longest, when the clocks go back
_WEIGHT = {Exposure.Severity.MILD: 1, Exposure.Severity.SEVERE: 3}


@dataclass(frozen=True, slots=True)
class Met:
    """Hostile messages of the last seven days. ``team`` is empty for one's own or everybody's."""

    severe: int
    mild: int
    team: str = ""


def met_by(agent: Agent) -> Met:
    """For the agent's own eyes."""
    return _sum(Exposure.objects.filter(agent=agent))


def met_by_teams() -> list[Met]:
    """For leads: teams of five people and more; and all people, unless those left over could be told apart."""
    members = {agent.pk for agent in people.answering()}
    found: list[Met] = []
    counted: set[int] = set()
    for team in Team.objects.order_by("name"):
        own = members & set(team.agents.values_list("pk", flat=True))
        overlap = own & counted
        if len(own) >= FEWEST and not overlap:
            found.append(_sum(Exposure.objects.filter(agent__in=own), team=team.name))
            counted |= own
    left = len(members - counted)
    if len(members) >= FEWEST and (not counted or left >= FEWEST):
        found.append(_sum(Exposure.objects.filter(agent__in=members)))
    return found


def met_today(agents: Iterable[Agent], *, at: datetime) -> dict[int, int]:
    """How heavy the hostility is that reached each since their midnight; only to share it out, never to be shown."""
    today = {agent.pk: day_of(agent, at) for agent in agents}
    by_id = {agent.pk: agent for agent in agents}
    rows = Exposure.objects.filter(agent__in=by_id, at__gt=at - _DAY, at__lte=at)
    met: Counter[int] = Counter()
    for agent_id, severity, moment in rows.values_list("agent", "severity", "at"):
        if day_of(by_id[agent_id], moment) == today[agent_id]:
            met[agent_id] += _WEIGHT[Exposure.Severity(severity)]
    return dict(met)


def hostile(conversation: Conversation) -> QuerySet[Reading]:
    """How the hostile messages of the customer's were read, those of the last seven days."""
    read = readings_of(conversation).filter(message__kind=Message.Kind.CUSTOMER)
    read = read.filter(message__created_at__gte=timezone.now() - WEEK)
    return read.filter(labels__abuse__in=Exposure.Severity.values)


def offer_to(agent: Agent) -> Aftercare | None:
    """The break or swap that waits for the agent's answer."""
    return offers_to(agent).last()


def offers_to(agent: Agent) -> QuerySet[Aftercare]:
    return Aftercare.objects.filter(agent=agent, is_answered=False)


def to_speak_with(lead: Agent) -> QuerySet[Aftercare]:
    """Whom a lead is asked to speak with; nobody is asked to speak with themselves."""
    return Aftercare.objects.filter(spoken_at=None).exclude(agent=lead).select_related("agent")


def _sum(rows: QuerySet[Exposure], *, team: str = "") -> Met:
    kinds = {kind: Count("pk", filter=Q(severity=kind)) for kind in ("severe", "mild")}
    return Met(**rows.filter(at__gte=timezone.now() - WEEK).aggregate(**kinds), team=team)
