"""A message arrived: it will be read. An answer left: what it promises is written down.

Messages changed hands: both conversations are as warm as what they hold.
"""

from __future__ import annotations

from tyyni_desk.care import actions
from tyyni_desk.care.clocks import actions as clocks
from tyyni_desk.care.clocks import queries
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
def hear_the_answer(event: Event) -> None:
    """Of answers to customers; what a colleague or a supplier is told aside promises and answers nothing."""
    if event.conversation.parent_id is None:
        said = Message.objects.get(pk=event.detail["message"])
        promises.make(said)
        clocks.hear(said)


@on("unsent")
def unhear_it(event: Event) -> None:
    promises.stand_again(event.conversation)
    clocks.run_on(event.conversation)


@on("not_delivered")
def nobody_heard_it(event: Event) -> None:
    clocks.run_on(event.conversation, unheard=event.detail["message"])


@on("closed")
def insist_on_an_answer(event: Event) -> None:
    """Refuse to close what the law wants answered; the transaction that closes is undone by it."""
    clocks.insist(event.conversation)


@on("merged")
def insist_before_merging(event: Event) -> None:
    """Refuse to put away a conversation that must be answered; the one that stays may hold a clock."""
    source = event.conversation
    if source.merged_into_id:
        clocks.insist(source, queries.moved_out_of(source))
