"""An answer will be sent when the undo window has passed; mail after the end of a contact is acknowledged."""

from __future__ import annotations

from tyyni_desk.conversations.listening import on
from tyyni_desk.conversations.models import Event, Message
from tyyni_desk.mail import incoming, outgoing
from tyyni_desk.mail.tasks import acknowledge, send


@on("replied", "replied_automatically")
def send_later(event: Event) -> None:
    message = Message.objects.select_related("conversation").get(pk=event.detail["message"])
    if message.channel == "email":
        delivery = outgoing.queue(message)
        send.later(delivery.pk, at=delivery.send_after)


@on("wrote_after_end")
def acknowledge_later(event: Event) -> None:
    acknowledge.later(event.detail["message"])


@on("evidence_frozen")
def hold_the_bytes(event: Event) -> None:
    incoming.hold(event.detail["message"])
