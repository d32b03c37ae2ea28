"""A message arrived: it will be read. An answer left: what it promises is written down.

Messages changed hands: both conversations are as warm as what they hold.
"""

from __future__ import annotations

from tyyni_desk.care import actions
from tyyni_desk.care.promises import actions as promises
from tyyni_desk.care.tasks import read_message
from tyyni_desk.conversations.listening import on
from tyyni_desk.conversations.models import Event, Message


@on("received")
def read_later(event: Event) -> None:
    if not event.detail["automatic"]:
        read_message.later(event.detail["message"])


@on("merged", "split", "undone")
def reconsider(event: Event) -> None:
    actions.reconsider(event.conversation_id)


@on("replied")
def write_down_promises(event: Event) -> None:
    """Of answers to customers; what a colleague or a supplier is told aside is no promise to one."""
    if event.conversation.parent_id is None:
        promises.make(Message.objects.get(pk=event.detail["message"]))


@on("unsent")
def forget_what_it_moved(event: Event) -> None:
    promises.stand_again(event.conversation)
