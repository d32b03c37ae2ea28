"""What becomes of somebody's conversations when they leave the desk: they go back to the queue, none is forgotten."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Agent


def held_by(agent: Agent) -> QuerySet[Conversation]:
    """The conversations that would be left without anybody."""
    return Conversation.objects.filter(assignee=agent).exclude(state=Conversation.State.CLOSED)


@transaction.atomic
def release(agent: Agent, *, by: Agent) -> None:
    """Give all that ``agent`` holds back to the queue."""
    for conversation in held_by(agent):
        actions.assign(conversation, None, by=by, why="left")
