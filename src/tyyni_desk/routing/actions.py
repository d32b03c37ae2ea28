"""Gives conversations out: who waits for it, who gets it, and the reason that is kept."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.live import publish
from tyyni_desk.people import queries as people
from tyyni_desk.people.models import Agent, Team
from tyyni_desk.routing import facts, queries
from tyyni_desk.routing.choosing import Choice, choose
from tyyni_desk.routing.models import LastGiven, Wait
from tyyni_desk.routing.rules.queries import book


def wait(conversation: Conversation) -> None:
    """It is nobody's, and is to be given out."""
    Wait.objects.get_or_create(conversation=conversation)


def wait_no_more(conversation: Conversation) -> None:
    """Somebody has it, or a person left it in the queue on purpose."""
    Wait.objects.filter(conversation=conversation).delete()


def given(conversation: Conversation, agent: Agent) -> None:
    """Remember who was given what last, by whomever."""
    LastGiven.objects.update_or_create(agent=agent, defaults={"conversation": conversation, "at": timezone.now()})
    wait_no_more(conversation)


@transaction.atomic
def route(number: int) -> None:
    """Give the conversation to whoever fits best, or keep why nobody does. It may run twice."""
    rules = book()
    if not rules.is_on:
        return
    # One at a time: two workers with two conversations would both see the same load. SQLite has one writer anyway.
    list(people.answering().order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    conversation = Conversation.objects.select_for_update(of=("self",)).select_related("customer").get(number=number)
    candidates = facts.candidates()
    if not queries.is_to_be_given(conversation, candidates):
        wait_no_more(conversation)
        return

    talk = facts.talk(conversation)
    choice = choose(talk, candidates, book=rules)
    if choice.team and choice.team != conversation.team_id:
        actions.hand_to(conversation, Team.objects.get(pk=choice.team), by=None)
    if choice.agent:
        _give(conversation, people.answering().get(pk=choice.agent), choice)
    elif conversation.assignee_id is None:
        _keep_why(conversation, choice, language=talk.language)


def clear() -> None:
    """Forget waits of conversations that were closed, put to sleep or merged meanwhile."""
    Wait.objects.exclude(conversation__in=queries.nobodys()).delete()


def _give(conversation: Conversation, agent: Agent, choice: Choice) -> None:
    actions.assign(conversation, agent, by=None, why="routing")
    conversation.record("routed", by=None, to=agent.pk, reasons=[list(reason) for reason in choice.reasons])


def _keep_why(conversation: Conversation, choice: Choice, *, language: str) -> None:
    Wait.objects.update_or_create(conversation=conversation, defaults={"why": choice.why or "", "language": language})
    publish.changed(conversation.number)
