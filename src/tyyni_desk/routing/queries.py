"""Which conversations are to be given out, and why one was or was not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from tyyni_desk.care.ladder.queries import ending_of
from tyyni_desk.care.safety.queries import incidents_of
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.conversations.queries import visible
from tyyni_desk.routing import facts
from tyyni_desk.routing.choosing import Candidate, Choice, Reason, choose, with_one_more
from tyyni_desk.routing.models import Wait
from tyyni_desk.routing.rules.queries import book
from tyyni_desk.routing.rules.values import Rulebook

_READING = timedelta(minutes=2)  # after which it is given out unread: a message that cannot be read is somebody's too
_AT_ONCE = 50
_TRIED = 50


@dataclass(frozen=True, slots=True)
class Trial:
    """Where a past conversation would go, were everybody at work."""

    conversation: Conversation
    choice: Choice


def nobodys() -> QuerySet[Conversation]:
    """Customers who wait, and nobody has them."""
    return visible().filter(state=Conversation.State.OPEN, assignee=None)


def is_waiting(conversation: Conversation) -> bool:
    return Wait.objects.filter(conversation=conversation).exists()


def is_to_be_given(conversation: Conversation, candidates: Iterable[Candidate]) -> bool:
    """It waits for somebody; or somebody may be hurt, and nobody is there. After the end of a contact a lead reads."""
    is_open = visible().filter(pk=conversation.pk, state=Conversation.State.OPEN).exists()
    if not is_open or ending_of(conversation.customer):
        return False
    is_here = any(one.id == conversation.assignee_id and one.colleague.is_at_work for one in candidates)
    if not is_here and incidents_of(conversation):
        return True
    return conversation.assignee_id is None and is_waiting(conversation)


def worth_trying() -> list[int]:
    """Conversations that waited long enough for their reading, or could be taken now as it seems; those first that
    need care first."""
    rules = book()
    if not rules.is_on:
        return []
    free = [one for one in facts.candidates() if one.colleague.is_at_work and one.load < rules.most]
    places = {
        (team, language) for one in free for team in (None, *one.teams) for language in ("", *one.colleague.languages)
    }
    unread = Q(why="", since__lt=timezone.now() - _READING)
    waits = Wait.objects.filter(~Q(why="") | unread).order_by("conversation__care_at", "conversation")
    rows = waits.values_list("conversation", "conversation__team", "language", "why")
    return [number for number, team, language, why in rows if not why or (team, language) in places][:_AT_ONCE]


def reasons(conversation: Conversation) -> list[Reason]:
    """Why the desk gave the conversation to its assignee; empty when a person did."""
    last = conversation.events.filter(kind__in=("assigned", "routed")).last()
    if last is None or last.kind != "routed" or last.detail["to"] != conversation.assignee_id:
        return []
    return [(code, value) for code, value in last.detail["reasons"]]


def trial(rules: Rulebook) -> list[Trial]:
    """Where each of the last conversations would go by ``rules``, had they come one after another while everybody was
    at work with nothing in hand; the latest first."""
    everybody = {one.id: _rested(one) for one in facts.candidates()}
    latest = visible().select_related("customer", "assignee", "team").prefetch_related("tags")
    found: list[Trial] = []
    for place, conversation in enumerate(reversed(latest.order_by("-last_message_at", "-number")[:_TRIED])):
        talk = facts.talk(conversation)
        choice = choose(talk, list(everybody.values()), book=replace(rules, most=_TRIED))
        if choice.agent:
            everybody[choice.agent] = with_one_more(everybody[choice.agent], talk, at=place)
        found.append(Trial(conversation, choice))
    return found[::-1]


def _rested(one: Candidate) -> Candidate:
    """At work, with nothing in hand: a trial tells nothing of what somebody met."""
    return Candidate(
        replace(one.colleague, is_on_duty=True, is_at_work=True, met=0),
        teams=one.teams,
        topics=one.topics,
        leads=one.leads,
    )
