"""An answer is sent when the undo window has passed, mail after the end of a contact acknowledged, and who was
answered asked how it went."""

from __future__ import annotations

from tyyni_desk.care.survey import queries as survey
from tyyni_desk.conversations.listening import on
from tyyni_desk.conversations.models import Event, Message
from tyyni_desk.mail import incoming, outgoing
from tyyni_desk.mail.tasks import acknowledge, ask_how_it_went, send


@on("replied", "replied_automatically", "asked_how_it_went")
def send_later(event: Event) -> None:
    message = Message.objects.select_related("conversation").get(pk=event.detail["message"])
    if message.channel == "email":
        delivery = outgoing.queue(message)
        send.later(delivery.pk, at=delivery.send_after)


@on("wrote_after_end")
def acknowledge_later(event: Event) -> None:
    acknowledge.later(event.detail["message"])


@on("closed")
def ask_later(event: Event) -> None:
    """How it went, a day or so after the end; whether it may be asked is looked at then."""
    moment = survey.due_at(event.conversation)
    if moment is not None and event.conversation.channel == "email":
        ask_how_it_went.later(event.conversation_id, at=moment, key=f"survey:{event.conversation_id}")


@on("evidence_frozen")
def hold_the_bytes(event: Event) -> None:
    incoming.hold(event.detail["message"])
