"""Asks for help, escalates and hands over; each writes the brief as an internal note. Nothing is sent from here."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tyyni_desk.care.help import queries
from tyyni_desk.care.help.models import Handover, HelpAnswer, HelpRequest
from tyyni_desk.care.help.queries import Whom
from tyyni_desk.care.ladder import actions as ladder
from tyyni_desk.conversations import actions, drafts
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.live import publish
from tyyni_desk.people.models import Agent

Kind = HelpRequest.Kind


class NobodyThere(Exception):
    """Nobody can take it: no other lead, an empty team, or oneself."""


class NoReason(Exception):
    """An escalation says why."""


class AlreadyAnswered(Exception):
    """Somebody came first, or help is no longer needed."""


class NotYours(Exception):
    """Nobody helps themselves, and only who asked can say that no help is needed."""


@transaction.atomic
def ask(conversation: Conversation, *, by: Agent, whom: Whom, brief: str, question: str = "") -> HelpRequest:
    """Ask for help. With nobody on duty, and wherever somebody may be hurt, the leads are asked too."""
    leads = whom.leads or queries.goes_to_leads(conversation) or not queries.readers(whom, by=by).exists()
    request = _write(
        conversation, Kind.HELP, by=by, brief=brief, question=question, whom=Whom(whom.agent, whom.team, leads)
    )
    _record(request, "help_asked", by=by)
    return request


@transaction.atomic
def escalate(
    conversation: Conversation, *, by: Agent, whom: Whom, reason: str, brief: str, question: str = ""
) -> HelpRequest:
    """Give it to a team, to the lead that is named, or to the first lead who is on duty (S2.18)."""
    if reason not in HelpRequest.Reason.values:
        raise NoReason
    receiver = whom.agent or (None if whom.team else queries.leads(but=by).first())
    if receiver == by or not queries.readers(whom, by=by).exists():
        raise NobodyThere
    leads = whom.leads or queries.goes_to_leads(conversation)
    whom = Whom(receiver, whom.team, leads)
    request = _write(conversation, Kind.ESCALATION, by=by, whom=whom, brief=brief, question=question, reason=reason)
    if whom.team:
        actions.hand_to(conversation, whom.team, by=by)
    actions.assign(conversation, receiver, by=by, why="escalated")
    _record(request, "escalated", by=by, name=str(receiver or whom.team), reason=reason)
    return request


@transaction.atomic
def prepare_handover(conversation: Conversation, *, by: Agent, to: Agent, brief: str, telling: str) -> HelpRequest:
    """Write the brief, and put ``telling`` before what the agent was writing. It is handed over when they send it."""
    if to == by:
        raise NobodyThere
    before = queries.pending_handover(conversation, by=by)
    if before:
        HelpAnswer.objects.create(request=before, by=by)
    request = _write(conversation, Kind.HANDOVER, by=by, whom=Whom(to), brief=brief)
    draft = conversation.drafts.filter(agent=by).first()
    last = conversation.messages.exclude(kind=Message.Kind.NOTE).order_by("pk").last()
    text = "\n\n".join(filter(None, (telling.strip(), draft.text.strip() if draft else "")))
    drafts.keep(conversation, by=by, text=text, seen=last.pk if last else None)
    return request


@transaction.atomic
def hand_over(request: HelpRequest, message: Message) -> None:
    """The customer is told by ``message``: from now on it is the colleague's, with what it promises."""
    by, to = message.agent, request.to_agent
    if by is None or to is None:
        return
    Handover.objects.create(request=request, message=message)
    message.promises.update(owner=to)
    actions.assign(message.conversation, to, by=by, why="handed over")
    ladder.count_handover(message, to=to, by=by)
    _record(request, "handed_over", by=by, name=str(to))


@transaction.atomic
def take_back(request: HelpRequest, *, by: Agent) -> None:
    """The answer that handed over was called back, so it is its author's again."""
    if request.conversation.assignee_id == request.to_agent_id:
        actions.assign(request.conversation, by, by=by, why="handed over")


@transaction.atomic
def come(request: HelpRequest, *, by: Agent) -> None:
    """Somebody helps and watches from now on. The conversation stays whose it is; one that was escalated is theirs."""
    if by.pk == request.by_id:
        raise NotYours
    _answer(request, by=by)
    request.conversation.watchers.add(by)
    if request.kind == Kind.ESCALATION:
        actions.assign(request.conversation, by, by=by, why="escalated")
    _record(request, "help_came", by=by)


@transaction.atomic
def withdraw(request: HelpRequest, *, by: Agent) -> None:
    """Who asked needs no help any more, or does not hand over after all. The brief stays as a note."""
    if by.pk != request.by_id:
        raise NotYours
    _answer(request, by=by)
    _record(request, "help_withdrawn", by=by)


def _write(
    conversation: Conversation,
    kind: str,
    *,
    by: Agent,
    whom: Whom,
    brief: str,
    question: str = "",
    reason: str = "",
) -> HelpRequest:
    """The note is the brief, with the question on top."""
    text = "\n\n".join(filter(None, (question.strip(), brief.strip())))
    return HelpRequest.objects.create(
        note=actions.note(conversation, by=by, text=text, keeps_draft=True),
        kind=kind,
        reason=reason,
        question=question.strip()[:300],
        to_agent=whom.agent,
        to_team=whom.team,
        to_leads=whom.leads,
        by=by,
    )


def _answer(request: HelpRequest, *, by: Agent) -> None:
    locked = HelpRequest.objects.select_for_update().get(pk=request.pk)
    if HelpAnswer.objects.filter(request=locked).exists() or Handover.objects.filter(request=locked).exists():
        raise AlreadyAnswered
    HelpAnswer.objects.create(request=locked, by=by)


def _record(request: HelpRequest, event: str, *, by: Agent, **detail: Any) -> None:
    conversation = request.conversation
    conversation.record(event, by=by, request=request.pk, **detail)
    publish.changed(conversation.number)
    publish.notice("banner")
