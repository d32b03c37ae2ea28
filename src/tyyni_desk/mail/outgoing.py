"""The way of an answer to the customer's server. Every write of that way is here.

The row says ``sending`` only while the last bytes travel: whatever breaks before was surely not sent and is tried
again; whatever breaks there may have been sent, and a person decides.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tyyni_desk.care.safety.queries import is_in_danger
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Message
from tyyni_desk.lib import storage
from tyyni_desk.live import publish
from tyyni_desk.mail import queries, servers
from tyyni_desk.mail.letters import tokens
from tyyni_desk.mail.letters.composing import NoRecipient, compose, references_of
from tyyni_desk.mail.models import Delivery, Mailbox

State = Delivery.State
LEASE = timedelta(minutes=10)  # longer than the last bytes of a mail ever take
_PATIENCE = timedelta(days=3)
_REST = timedelta(seconds=30)  # after a server failed, nobody else asks it for so long
_FIRST_DELAY, _LONGEST_DELAY = 30, 900
_DATA_TIMEOUT = 300


class _Refused(Exception):
    """The server said no. ``is_final``: it will say no again (5xx)."""

    def __init__(self, said: str, *, is_final: bool) -> None:
        super().__init__(said)
        self.is_final = is_final


@transaction.atomic
def queue(message: Message) -> Delivery:
    """Write down that ``message`` goes out when the undo window has passed, to whom, and under which ids."""
    conversation = message.conversation
    mailbox = queries.mailbox_of(conversation)
    if not message.to:
        message.to, message.cc = queries.recipients(conversation)
    domain = mailbox.address.rpartition("@")[2] if mailbox else settings.DOMAIN
    message.message_id = tokens.message_id(conversation.pk, message.pk, domain=domain)
    message.references = references_of(queries.parent_of(message))
    message.sender = mailbox.address if mailbox else ""
    message.save(update_fields=["to", "cc", "message_id", "references", "sender"])
    # Who answers somebody in danger waits for no undo window.
    undo = 0 if is_in_danger(conversation) else settings.UNDO_SECONDS
    send_after = timezone.now() + timedelta(seconds=undo)
    return Delivery.objects.create(message=message, mailbox=mailbox, send_after=send_after)


def send(delivery_id: int) -> datetime | None:
    """Send it if it is due; the moment of the next try when that is needed."""
    due = Delivery.objects.filter(pk=delivery_id, state=State.QUEUED, send_after__lte=timezone.now())
    delivery = due.select_related("message__conversation__customer", "mailbox").first()
    if delivery is None:
        return None
    mailbox = delivery.mailbox or queries.mailbox_of(delivery.message.conversation)
    if mailbox is None or not mailbox.smtp_host:
        return _postpone(delivery, "No mailbox is set up to send from.", timedelta(minutes=5))
    if _rests(mailbox):
        return _postpone(delivery, mailbox.send_error, _REST)
    try:
        mail = compose(delivery.message, mailbox=mailbox)
    except (NoRecipient, ValueError, OSError) as problem:
        return _fail(
            delivery, "There is no address to send it to." if isinstance(problem, NoRecipient) else str(problem)
        )
    return _hand_over(delivery, mailbox, mail)


def doubt_the_interrupted(*, all_of_them: bool = False) -> int:
    """What a dead process left half sent is for a person to decide; the only process may say so at its start."""
    left = Delivery.objects.filter(state=State.SENDING)
    if not all_of_them:
        left = left.filter(taken_at__lt=timezone.now() - LEASE)
    found = list(left.select_related("message__conversation"))
    for delivery in found:
        _doubt(delivery, "The desk stopped at that moment.")
    return len(found)


def overdue() -> Iterator[int]:
    """Deliveries whose job was lost."""
    late = timezone.now() - timedelta(minutes=1)
    yield from Delivery.objects.filter(state=State.QUEUED, send_after__lt=late).values_list("pk", flat=True)


def _hand_over(delivery: Delivery, mailbox: Mailbox, mail: EmailMessage) -> datetime | None:
    try:
        server = servers.smtp(mailbox)
    except servers.TROUBLES as problem:
        said = servers.in_words(problem, host=mailbox.smtp_host, port=mailbox.smtp_port)
        _server_failed(mailbox, said)
        return _again(delivery, said)
    with _closing(server):
        try:
            _announce(server, mailbox, delivery.message)
        except _Refused as refusal:
            return _fail(delivery, str(refusal)) if refusal.is_final else _again(delivery, str(refusal))
        except (OSError, smtplib.SMTPException) as problem:
            return _again(delivery, servers.in_words(problem, host=mailbox.smtp_host, port=mailbox.smtp_port))
        if not _take(delivery):
            return None  # it was called back while we spoke with the server
        return _transmit(server, delivery, mailbox, mail)


def _announce(server: smtplib.SMTP, mailbox: Mailbox, message: Message) -> None:
    """Everything up to the server's "go ahead". The first recipient must be taken, those in copy may be refused."""
    needs_utf8 = not all(one.isascii() for one in (mailbox.address, *message.to, *message.cc))
    if needs_utf8 and not server.has_extn("smtputf8"):
        raise _Refused("The server cannot send to an address with letters such as ä or ł.", is_final=True)
    _expect(server.mail(mailbox.address, ["SMTPUTF8", "BODY=8BITMIME"] if needs_utf8 else []), 250)
    for address in message.to:
        _expect(server.rcpt(_ascii_domain(address)), 250, 251)
    for address in message.cc:
        server.rcpt(_ascii_domain(address))
    _expect(server.docmd("DATA"), 354)


def _transmit(server: smtplib.SMTP, delivery: Delivery, mailbox: Mailbox, mail: EmailMessage) -> datetime | None:
    try:
        if server.sock:
            server.sock.settimeout(_DATA_TIMEOUT)
        server.send(_dotted(mail.as_bytes()) + b"\r\n.\r\n")
        code, said = server.getreply()
    except (OSError, smtplib.SMTPException) as problem:
        return _doubt(delivery, servers.in_words(problem, host=mailbox.smtp_host, port=mailbox.smtp_port))
    answer = f"{code} {said.decode('utf-8', 'replace')}"
    # The server has decided: that must not be forgotten because our disk is full.
    return storage.insist(partial(_answered, delivery, mailbox, code, answer), seconds=LEASE.total_seconds())


def _answered(delivery: Delivery, mailbox: Mailbox, code: int, answer: str) -> datetime | None:
    if code == 250:
        return _sent(delivery, mailbox, answer)
    return _again(delivery, answer) if 400 <= code < 500 else _fail(delivery, answer)


def _take(delivery: Delivery) -> bool:
    """The last moment at which it can still be called back."""
    ready = Delivery.objects.filter(pk=delivery.pk, state=State.QUEUED)
    return bool(ready.update(state=State.SENDING, taken_at=timezone.now(), attempts=F("attempts") + 1))


@transaction.atomic
def _sent(delivery: Delivery, mailbox: Mailbox, answer: str) -> None:
    now = timezone.now()
    Delivery.objects.filter(pk=delivery.pk).update(state=State.SENT, sent_at=now, answer=answer[:1000], mailbox=mailbox)
    publish.changed(delivery.message.conversation_id)
    if Mailbox.objects.filter(pk=mailbox.pk).exclude(send_error="").update(send_error="", send_failed_at=None):
        # The server is back: those that wait for a later try need not. The sweep finds them.
        Delivery.objects.filter(state=State.QUEUED, attempts__gt=0, send_after__gt=now).update(send_after=now)
        publish.notice("banner")


def _again(delivery: Delivery, answer: str) -> datetime | None:
    """Not sent for now. Each try waits longer; after days the agent is told."""
    if timezone.now() - delivery.message.created_at > _PATIENCE:
        return _fail(delivery, answer)
    delay = min(_FIRST_DELAY * 2**delivery.attempts, _LONGEST_DELAY)
    Delivery.objects.filter(pk=delivery.pk, state=State.QUEUED).update(attempts=F("attempts") + 1)
    return _postpone(delivery, answer, timedelta(seconds=delay))


def _postpone(delivery: Delivery, answer: str, delay: timedelta) -> datetime:
    send_after = timezone.now() + delay
    waiting = Delivery.objects.filter(pk=delivery.pk, state__in=(State.QUEUED, State.SENDING))
    waiting.update(state=State.QUEUED, send_after=send_after, answer=answer[:1000])
    publish.changed(delivery.message.conversation_id)
    return send_after


@transaction.atomic
def _fail(delivery: Delivery, answer: str) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=State.FAILED, answer=answer[:1000])
    actions.not_delivered(delivery.message, reason=answer)


@transaction.atomic
def _doubt(delivery: Delivery, answer: str) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=State.SENDING).update(state=State.UNSURE, answer=answer[:1000])
    delivery.message.conversation.record("maybe_sent", by=None, message=delivery.message_id)
    publish.changed(delivery.message.conversation_id)
    publish.notice("banner")


def _server_failed(mailbox: Mailbox, said: str) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(send_error=said[:1000], send_failed_at=timezone.now())
    publish.notice("banner")


def _rests(mailbox: Mailbox) -> bool:
    return mailbox.send_failed_at is not None and timezone.now() < mailbox.send_failed_at + _REST


def _expect(answer: tuple[int, bytes], *codes: int) -> None:
    code, said = answer
    if code not in codes:
        raise _Refused(f"{code} {said.decode('utf-8', 'replace')}", is_final=500 <= code < 600)


def _ascii_domain(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode('ascii')}"


def _dotted(raw: bytes) -> bytes:
    """Lines that begin with a dot get another, and every line ends as SMTP wants it."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", raw)
    return re.sub(rb"(?m)^\.", b"..", lines).removesuffix(b"\r\n")


class _closing:  # noqa: N801 (reads as a word in a with statement)
    """Says goodbye to the server, whatever state the connection is in."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self.server = server

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        try:
            self.server.quit()
        except (OSError, smtplib.SMTPException):
            self.server.close()
