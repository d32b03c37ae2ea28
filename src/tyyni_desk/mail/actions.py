"""What people do to mail, and the door through which every mail comes in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Draft, Message
from tyyni_desk.live import publish
from tyyni_desk.mail import incoming
from tyyni_desk.mail.models import BlockedSender, Delivery, Mailbox, RawMail
from tyyni_desk.mail.tasks import parse_mail, send
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent

State = Delivery.State


class AlreadyLeft(Exception):
    """The answer is on its way, or was delivered."""


class NothingToDecide(Exception):
    """The delivery is in no state that needs a person."""


@transaction.atomic
def store(
    content: bytes,
    *,
    mailbox: Mailbox | None = None,
    source: str = "imap",
    uidvalidity: int | None = None,
    uid: int | None = None,
    arrived: datetime | None = None,
    size: int | None = None,
    problem: str = "",
) -> tuple[RawMail, bool]:
    """Keep a mail's bytes and write down that they will be parsed; False when they are here already.

    With a ``problem`` only a part could be fetched, of a mail of ``size`` bytes: it waits for a person's look.
    """
    now = timezone.now()
    fields = {
        "mailbox": mailbox,
        "source": source,
        "content": content,
        "size": size or len(content),
        "is_whole": not problem,
        "state": RawMail.State.FAILED if problem else RawMail.State.STORED,
        "error": problem,
        "received_at": min(arrived or now, now),
    }
    raw, is_new = _once(hashlib.sha256(content).hexdigest(), fields, {"uidvalidity": uidvalidity, "uid": uid})
    if is_new and not problem:
        parse_mail.later(raw.pk, key=f"parse:{raw.pk}")
    return raw, is_new


@transaction.atomic
def retry(raw: RawMail, *, by: Agent) -> None:
    """Parse a mail that needed a look once more."""
    failed = RawMail.objects.filter(pk=raw.pk, state=RawMail.State.FAILED)
    if failed.update(state=RawMail.State.STORED, error=""):
        parse_mail.later(raw.pk, key=f"parse:{raw.pk}")
        publish.notice("mail")


def move_to_inbox(raw: RawMail, *, by: Agent) -> None:
    """A person says that it is for us, whatever its headers say."""
    incoming.take_in(raw.pk, place=RawMail.Place.INBOX)


@transaction.atomic
def call_back(message: Message, *, by: Agent) -> Draft:
    """Take an answer back within the undo window; it becomes a draft again."""
    caught = Delivery.objects.filter(message=message, state=State.QUEUED).update(state=State.UNDONE)
    if not caught:
        raise AlreadyLeft
    return actions.unsend(message, by=by)


@transaction.atomic
def resend(delivery: Delivery, *, by: Agent) -> None:
    """Send it (again): it failed, or a person found that it never left."""
    _decide(
        delivery, State.QUEUED, (State.FAILED, State.UNSURE), "resent", by=by, send_after=timezone.now(), attempts=0
    )
    send.later(delivery.pk)


@transaction.atomic
def mark_sent(delivery: Delivery, *, by: Agent) -> None:
    """A person found it in the sent mail."""
    _decide(delivery, State.SENT, (State.UNSURE,), "marked_sent", by=by, sent_at=delivery.taken_at or timezone.now())


@transaction.atomic
def told_as_sent() -> None:
    """Say of every waiting answer that it left when it was written: history that was filled in, as in the demo."""
    written = Message.objects.filter(pk=OuterRef("message_id")).values("created_at")
    Delivery.objects.filter(state=State.QUEUED).update(state=State.SENT, sent_at=Subquery(written))


@transaction.atomic
def block(address: str, *, reason: str, by: Agent) -> BlockedSender:
    """Mail of this address goes to a place of its own from now on."""
    found, is_new = BlockedSender.objects.update_or_create(
        address=address.strip().lower(), defaults={"reason": reason[:300]}
    )
    if is_new:
        audit.note(by=by, action="sender_blocked", subject=found.address, detail={"reason": [None, found.reason]})
    return found


@transaction.atomic
def unblock(blocked: BlockedSender, *, by: Agent) -> None:
    audit.note(by=by, action="sender_unblocked", subject=blocked.address)
    blocked.delete()


def _once(digest: str, fields: Mapping[str, Any], place: Mapping[str, Any]) -> tuple[RawMail, bool]:
    known = RawMail.objects.filter(sha256=digest).defer("content").first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            return RawMail.objects.create(sha256=digest, **fields, **place), True
    except IntegrityError:
        # Another process was quicker; or a server gave one UID to two mails, and both must be kept.
        return RawMail.objects.get_or_create(sha256=digest, defaults=fields)


def _decide(
    delivery: Delivery, state: str, before: tuple[str, ...], event: str, *, by: Agent, **fields: object
) -> None:
    if not Delivery.objects.filter(pk=delivery.pk, state__in=before).update(state=state, **fields):
        raise NothingToDecide
    delivery.message.conversation.record(event, by=by, message=delivery.message_id)
    publish.changed(delivery.message.conversation_id)
    publish.notice("banner")
