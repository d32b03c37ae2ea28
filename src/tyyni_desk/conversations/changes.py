"""Several changes of a conversation at once: all of them, or none."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Agent, Team

State = Conversation.State


class Wanted(TypedDict, total=False):
    """What is to change; what is left out stays."""

    subject: str
    state: str
    snoozed_until: datetime | None
    assignee: Agent | None
    team: Team | None
    tags: list[str]


class WaitsForCustomer(Exception):
    """We have answered; it opens when the customer writes."""


@transaction.atomic
def change(conversation: Conversation, *, by: Agent, **wanted: Unpack[Wanted]) -> None:
    """Raises WaitsForCustomer, and ValueError for a snooze without a time to come."""
    if "subject" in wanted:
        actions.rename(conversation, wanted["subject"], by=by)
    if "assignee" in wanted:
        actions.assign(conversation, wanted["assignee"], by=by)
    if "team" in wanted:
        actions.hand_to(conversation, wanted["team"], by=by)
    if "tags" in wanted:
        actions.tag(conversation, wanted["tags"], by=by)
    if "state" in wanted:
        _turn(conversation, wanted["state"], until=wanted.get("snoozed_until"), by=by)


def _turn(conversation: Conversation, state: str, *, until: datetime | None, by: Agent) -> None:
    """A state that it has already is no change, but a new time of waking is."""
    if state == State.SNOOZED:
        if until is None:
            raise ValueError("say until when: snoozed_until")
        actions.reopen(conversation, by=by)
        actions.snooze(conversation, until=until, by=by)
    elif state == State.CLOSED and not conversation.is_closed:
        actions.close(conversation, by=by)
    elif state == State.OPEN and conversation.state == State.WAITING:
        raise WaitsForCustomer
    elif state == State.OPEN:
        actions.reopen(conversation, by=by)
        actions.wake(conversation, by=by)
