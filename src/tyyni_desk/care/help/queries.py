"""Whom help is asked of, which requests wait for somebody, and in which language a brief is read. Nothing here writes.

That somebody asked is never counted: no query here, or elsewhere, sums requests by person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tyyni_desk.care.help.models import HelpRequest
from tyyni_desk.care.ladder.queries import fresh
from tyyni_desk.care.safety.queries import incidents_of
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people import queries as people
from tyyni_desk.people.may import LEADS
from tyyni_desk.people.models import Agent, Team


@dataclass(frozen=True, slots=True)
class Whom:
    """One colleague, a team or the leads; without any of them, anyone who is on duty."""

    agent: Agent | None = None
    team: Team | None = None
    leads: bool = False

    def __str__(self) -> str:
        return str(self.agent or self.team or "")


def leads(*, but: Agent) -> QuerySet[Agent]:
    """Every lead except ``but``, those on duty first."""
    return people.answering().filter(role__in=LEADS).exclude(pk=but.pk).order_by("-on_duty", "name")


def colleagues(conversation: Conversation, *, but: Agent) -> list[Agent]:
    """Who could go on with it: those who are on duty and new to it first."""
    new = list(fresh(conversation).exclude(pk=but.pk))
    return [*new, *(one for one in people.answering().exclude(pk=but.pk) if one not in new)]


def readers(whom: Whom, *, by: Agent) -> QuerySet[Agent]:
    """Who will read what ``by`` asks."""
    if whom.agent:
        return people.answering().filter(pk=whom.agent.pk)
    if whom.team:
        return people.answering().filter(teams=whom.team).exclude(pk=by.pk)
    return leads(but=by) if whom.leads else people.answering().filter(on_duty=True).exclude(pk=by.pk)


def language_for(whom: Whom, *, by: Agent) -> str:
    """The interface language of most of the readers; when several are as common, the asker's own if it is one."""
    counted = Counter(readers(whom, by=by).values_list("interface", flat=True))
    most = max(counted.values(), default=0)
    common = sorted(language for language, count in counted.items() if count == most)
    return by.interface if by.interface in common or not common else common[0]


def goes_to_leads(conversation: Conversation) -> bool:
    """Somebody may be hurt: the leads hear of it, whoever else is asked."""
    return bool(incidents_of(conversation))


def waiting() -> QuerySet[HelpRequest]:
    """Requests that nobody has answered; a hand-over waits for the answer that tells the customer, not for anybody."""
    unanswered = HelpRequest.objects.filter(answer=None, note__conversation__parent=None)
    unanswered = unanswered.exclude(kind=HelpRequest.Kind.HANDOVER)
    unanswered = unanswered.exclude(note__conversation__state=Conversation.State.CLOSED)
    return unanswered.select_related("by", "to_agent", "to_team", "note__conversation__customer")


def waiting_for(agent: Agent) -> QuerySet[HelpRequest]:
    """Those that ``agent`` may come to: asked of them, their team, the leads, or anyone while they are on duty."""
    asked = Q(to_agent=agent) | Q(to_team__in=agent.teams.all())
    if agent.role in LEADS:
        asked |= Q(to_leads=True)
    if agent.on_duty:
        asked |= Q(to_agent=None, to_team=None, to_leads=False)
    return waiting().filter(asked).exclude(by=agent)


def pending_handover(conversation: Conversation, *, by: Agent) -> HelpRequest | None:
    """The hand-over that ``by`` prepared, and of which the customer has not been told."""
    prepared = HelpRequest.objects.filter(kind=HelpRequest.Kind.HANDOVER, answer=None, handover=None, by=by)
    return prepared.filter(note__conversation=conversation).select_related("to_agent", "note").first()


def waiting_in(conversation: Conversation, *, but: Agent | None) -> QuerySet[HelpRequest]:
    """Those of one conversation to which somebody else than the one who asked could come."""
    return waiting().filter(note__conversation=conversation).exclude(by=but)


def current(conversation: Conversation) -> HelpRequest | None:
    """The latest request here while it waits, and until the customer is answered after it.

    So long its brief stands on top of the page; one that was withdrawn is a note like any other.
    """
    rows = HelpRequest.objects.filter(note__conversation=conversation)
    found = rows.select_related("by", "to_agent", "to_team", "note", "answer__by", "handover").first()
    if found is None or not (hasattr(found, "answer") or hasattr(found, "handover")):
        return found
    if hasattr(found, "answer") and found.answer.by_id == found.by_id:
        return None
    since = found.handover.message_id if hasattr(found, "handover") else found.note_id
    answered = conversation.messages.filter(kind=Message.Kind.AGENT, is_automatic=False, pk__gt=since)
    return None if answered.exists() else found


def is_receiver(request: HelpRequest, agent: Agent) -> bool:
    """Whether ``agent`` is to read the brief now: who was named, who came, or whose conversation it became."""
    came = request.answer.by_id if hasattr(request, "answer") else None
    return agent.pk in (request.to_agent_id, came) or (
        agent.pk == request.conversation.assignee_id and agent.pk != request.by_id
    )
