"""Everything that changes mail."""

from __future__ import annotations

from django.db import transaction

from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Draft, Message
from tyyni_desk.mail.models import Delivery
from tyyni_desk.people.models import Agent


class AlreadyLeft(Exception):
    """The answer is on its way, or was delivered."""


@transaction.atomic
def call_back(message: Message, *, by: Agent) -> Draft:
    """Take an answer back within the undo window; it becomes a draft again."""
    caught = Delivery.objects.filter(message=message, state=Delivery.State.QUEUED).update(state=Delivery.State.UNDONE)
    if not caught:
        raise AlreadyLeft
    return actions.unsend(message, by=by)
