"""A message arrived: it will be read. Messages changed hands: both conversations are as warm as what they hold."""

from __future__ import annotations

from tyyni_desk.care import actions
from tyyni_desk.care.ladder import afterwards
from tyyni_desk.care.tasks import read_message
from tyyni_desk.conversations.listening import on
from tyyni_desk.conversations.models import Event, Message


@on("received")
def read_later(event: Event) -> None:
    if not event.detail["automatic"]:
        read_message.later(event.detail["message"])


@on("received")
def hear(event: Event) -> None:
    if not event.detail["automatic"]:
        afterwards.heard(Message.objects.select_related("conversation", "customer").get(pk=event.detail["message"]))


@on("merged", "split", "undone")
def reconsider(event: Event) -> None:
    actions.reconsider(event.conversation_id)
