"""Gathers what the choice is made from, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from tyyni_desk.care.exposure.models import Exposure
from tyyni_desk.care.exposure.queries import hostile
from tyyni_desk.care.fit.colleagues import colleagues, language_asked
from tyyni_desk.care.safety.queries import incidents_of
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.conversations.queries import visible
from tyyni_desk.lib.terms import terms
from tyyni_desk.people import queries as people
from tyyni_desk.people.may import LEADS
from tyyni_desk.people.models import Order
from tyyni_desk.routing.choosing import Candidate, Talk
from tyyni_desk.routing.models import LastGiven


def candidates() -> list[Candidate]:
    """Everybody to whom a conversation can be given, as they stand now."""
    agents = people.answering().prefetch_related("teams")
    loads, last = _loads(), _last_given()
    return [
        Candidate(
            colleague=one,
            teams=frozenset(team.pk for team in agent.teams.all()),
            topics=tuple(agent.topics),
            load=loads[one.id],
            had_hostile=one.id in last and last[one.id][1],
            leads=agent.role in LEADS,
            given_at=last[one.id][0].timestamp() if one.id in last else 0.0,
        )
        for agent, one in zip(agents, colleagues(agents), strict=True)
    ]


def talk(conversation: Conversation) -> Talk:
    """What is known of a conversation after its last message was read."""
    signals = conversation.signals
    tags = frozenset(tag.name for tag in conversation.tags.all())
    return Talk(
        language=language_asked(conversation),
        channel=conversation.channel,
        team=conversation.team_id,
        about=frozenset([*signals.get("requests", ()), *filter(None, [signals.get("kind")])]),
        tags=tags,
        words=frozenset(terms(" ".join([conversation.subject, *tags, *_texts(conversation)]))),
        is_hostile=hostile(conversation).exists(),
        is_danger=bool(incidents_of(conversation)),
        is_vulnerable=bool(signals.get("vulnerable")),
        known_to=frozenset(conversation.messages.exclude(agent=None).values_list("agent", flat=True)),
    )


def _texts(conversation: Conversation) -> list[str]:
    """What the customer wrote last, and what they bought in the order that they name."""
    said = conversation.messages.filter(kind=Message.Kind.CUSTOMER, is_automatic=False).last()
    number = conversation.signals.get("order")
    order = Order.objects.filter(number=number).first() if number else None
    return [said.text if said else "", *(str(item.get("name", "")) for item in (order.items if order else []))]


def _loads() -> Counter[int]:
    """How many customers wait for each."""
    waiting = visible().filter(state=Conversation.State.OPEN, assignee__isnull=False).order_by()
    return Counter(dict(waiting.values_list("assignee").annotate(count=Count("pk"))))


def _last_given() -> dict[int, tuple[datetime, bool]]:
    """When each was given something last, and whether that was hostile."""
    met = Exposure.objects.filter(agent=OuterRef("agent"), message__conversation=OuterRef("conversation"))
    rows = LastGiven.objects.annotate(was_hostile=Exists(met)).values_list("agent", "at", "was_hostile")
    return {agent: (at, was_hostile) for agent, at, was_hostile in rows}
