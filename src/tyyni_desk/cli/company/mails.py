"""The mails behind what the demo's customers said: the survey, evidence and automatic answers look at them.

The mailbox has no server, so nothing of the demo is ever sent.
"""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from django.db.models import F

from tyyni_desk.care.survey import queries as surveys
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.mail.models import Mailbox, RawMail
from tyyni_desk.mail.tasks import ask_how_it_went

_NAME, _ADDRESS = "Lumo & Sosna", "help@lumo.example"


def fill() -> None:
    """Give every message that came by mail its mail, and ask those customers how it went whose matter is over."""
    mailbox = Mailbox.objects.create(name=_NAME, address=_ADDRESS)
    said = Message.objects.filter(kind=Message.Kind.CUSTOMER, channel="email", conversation__parent=None)
    said = said.select_related("conversation__customer").prefetch_related("conversation__customer__identities")
    RawMail.objects.bulk_create(_raw(message, mailbox) for message in said)
    closed = Conversation.objects.filter(state=Conversation.State.CLOSED, channel="email")
    closed.update(closed_at=F("last_message_at"))  # long enough ago to be asked at once
    for conversation in closed:
        moment = surveys.due_at(conversation)
        if moment is not None:
            ask_how_it_went.later(conversation.number, at=moment, key=f"survey:{conversation.number}")


def _raw(message: Message, mailbox: Mailbox) -> RawMail:
    customer = message.conversation.customer
    mail = EmailMessage()
    mail["From"] = formataddr((customer.name, customer.email))
    mail["To"] = _ADDRESS
    mail["Subject"] = message.conversation.subject
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<{message.pk}@{customer.email.partition('@')[2]}>"
    mail.set_content(message.text)
    content = mail.as_bytes()
    return RawMail(
        mailbox=mailbox,
        source="import",
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        size=len(content),
        received_at=message.created_at,
        state=RawMail.State.PARSED,
        place=RawMail.Place.INBOX,
        sender=customer.email,
        subject=message.conversation.subject,
        message=message,
    )
