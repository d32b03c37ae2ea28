"""Side conversations: a colleague or a supplier is asked by mail; the answer hangs on the customer's talk (S2.19)."""

from __future__ import annotations

from django.db import transaction

from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people import actions as people
from tyyni_desk.people.models import Agent, Identity


@transaction.atomic
def begin_side(conversation: Conversation, *, to: str, subject: str, text: str, by: Agent) -> Conversation:
    """Ask ``to`` (an address) something about ``conversation``; the customer sees nothing of it."""
    asked = people.known_as(Identity.Kind.EMAIL, to)
    side = actions.begin(
        asked, subject=subject, channel="email", by=by, parent=conversation, assignee=by, team=conversation.team
    )
    actions.reply(side, by=by, text=text, seen=None)
    conversation.record("side_began", by=by, to=to, side=side.number)
    return side
