"""The door through which every mail comes in, and what takes an answer back or lets the desk answer by itself.

What a person decides about mail that did not come through is in ``setup.looking``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

import tyyni
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Draft, Message
from tyyni_desk.mail import incoming
from tyyni_desk.mail.letters import placing
from tyyni_desk.mail.letters.parts import take_apart
from tyyni_desk.mail.models import AutomaticAnswer, Delivery, Mailbox, RawMail
from tyyni_desk.mail.tasks import parse_mail
from tyyni_desk.people.models import Agent

# A mail that we write by ourselves reaches an address so often in this time, no more.
_MOST_AUTOMATIC, _PERIOD = 3, timedelta(hours=24)
State = Delivery.State


class AlreadyLeft(Exception):
    """The answer is on its way, or was delivered."""


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
def claim_automatic_answer(raw: RawMail) -> bool:
    """Whether a mail that we write by ourselves may answer ``raw``; a yes is counted against the address.

    No machine is answered, no list, bounce, blocked or unknown sender, and nobody more often than is bearable.
    """
    if raw.place != RawMail.Place.INBOX or not raw.sender:
        return False
    try:
        letter = take_apart(bytes(raw.content))
    except tyyni.UnreadableMail:
        return False
    recent = AutomaticAnswer.objects.filter(address=raw.sender, at__gte=timezone.now() - _PERIOD)
    if not placing.awaits_answer(letter, sender=raw.sender) or recent.count() >= _MOST_AUTOMATIC:
        return False
    AutomaticAnswer.objects.create(address=raw.sender)
    return True


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
