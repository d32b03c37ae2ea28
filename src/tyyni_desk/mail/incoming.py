"""The way of a mail from its bytes into a conversation. Every write of that way is here or in the core's actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

import tyyni
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Attachment, Conversation, Message
from tyyni_desk.jobs import queries as jobs
from tyyni_desk.jobs.actions import forget
from tyyni_desk.jobs.models import Job
from tyyni_desk.live import publish
from tyyni_desk.mail import queries
from tyyni_desk.mail.letters import bounces, placing, tokens
from tyyni_desk.mail.letters.parts import File, Letter, plain, take_apart
from tyyni_desk.mail.letters.subjects import matter
from tyyni_desk.mail.models import BlockedSender, Delivery, HeldMail, Mailbox, RawMail
from tyyni_desk.people import actions as people
from tyyni_desk.people.models import Customer, Identity

Place, State = RawMail.Place, RawMail.State
_JOB = "mail.tasks.parse_mail"


def take_in(raw_id: int, *, place: RawMail.Place | None = None) -> None:
    """Understand a stored mail and put it where it belongs, once. ``place`` overrules the mail's own signs."""
    raw = RawMail.objects.get(pk=raw_id)
    if raw.state == State.PARSED and place is None:
        return
    if not raw.is_whole:
        set_aside(raw, why="Only the head of this mail is here. The mail itself is on the server.")
        return
    try:
        letter = take_apart(bytes(raw.content))
    except tyyni.UnreadableMail as problem:
        set_aside(raw, why=str(problem))
        return
    _settle(raw_id, letter, place)


def set_aside(raw: RawMail, *, why: str) -> None:
    """The mail waits on the page "Mail that needs a look"; nothing of it is lost."""
    raw.state, raw.error = State.FAILED, why[:4000]
    raw.save(update_fields=["state", "error"])
    publish.notice("mail")


def hold(message_id: int) -> None:
    """Keep the bytes of a message that is evidence."""
    for raw in RawMail.objects.filter(message=message_id).defer("content"):
        HeldMail.objects.get_or_create(raw=raw)


def overdue() -> Iterator[int]:
    """Stored mails that no job will parse: those whose job gave up are set aside, the others are due again."""
    waiting = RawMail.objects.filter(state=State.STORED)
    keyed = set(Job.objects.filter(name=_JOB, key__isnull=False).values_list("key", flat=True))
    given_up = {job.arguments[0]: job for job in jobs.given_up().filter(name=_JOB)}
    for raw_id in waiting.order_by("pk").values_list("pk", flat=True):
        if raw_id in given_up:
            _give_up(raw_id, given_up[raw_id])
        elif f"parse:{raw_id}" not in keyed:
            yield raw_id


@transaction.atomic
def _settle(raw_id: int, letter: Letter, place: RawMail.Place | None) -> None:
    raw = (
        RawMail.objects.select_for_update(of=("self",)).select_related("mailbox__team").defer("content").get(pk=raw_id)
    )
    if raw.message_id is not None or (raw.state == State.PARSED and place is None):
        return
    ours = queries.our_addresses()
    name, sender = placing.author(letter, ours=ours)
    if not sender and not bounces.is_bounce(letter):
        set_aside(raw, why="The mail names no sender.")
        return

    thread = queries.thread_of(letter, sender=sender)
    raw.sender, raw.subject = plain(sender), plain(letter.mail.subject)[:300]
    raw.place = place or placing.place(
        letter,
        sender=sender,
        ours=ours,
        is_blocked=BlockedSender.objects.filter(address__iexact=sender).exists(),
        is_proven=thread.is_proven,
    )
    _act(raw, letter, thread, name)
    raw.state, raw.error = State.PARSED, ""
    raw.save(update_fields=["sender", "subject", "place", "message", "state", "error"])
    publish.notice("mail")


def _act(raw: RawMail, letter: Letter, thread: queries.Thread, name: str) -> None:
    """What follows from the place: a message, a bounced answer, a proof, or nothing but the row itself."""
    if raw.place == Place.BOUNCE:
        _not_delivered(raw, letter)
    elif raw.place == Place.OWN:
        _prove_plus_address(raw, letter)
    elif raw.place == Place.INBOX or (raw.place == Place.AUTOMATIC and thread.joins):
        twin = Message.objects.filter(message_id=letter.message_id).first() if letter.message_id else None
        if twin and _is_same(twin, raw.sender, letter):
            raw.place = Place.COPY
        else:
            raw.message = _receive(raw, letter, thread, name, is_known_id=twin is not None)


def _receive(raw: RawMail, letter: Letter, thread: queries.Thread, name: str, *, is_known_id: bool) -> Message:
    at = min(raw.received_at, timezone.now())
    customer = people.known_as(Identity.Kind.EMAIL, raw.sender, name=plain(name))
    message = actions.receive(
        _conversation(raw, letter, thread, customer, at),
        text=_text(letter),
        at=at,
        customer=customer,
        channel="email",
        quoted=letter.quoted,
        html=letter.html,
        # Some senders use one id for many mails; each is a message all the same.
        message_id=None if is_known_id else letter.message_id or None,
        references=list(reversed(letter.references)),
        sender=raw.sender,
        to=list(letter.to),
        cc=list(letter.cc),
        is_automatic=raw.place == Place.AUTOMATIC,
        is_certain=letter.mail.certain,
    )
    for file in letter.files:
        _attach(message, file)
    return message


def _conversation(
    raw: RawMail, letter: Letter, thread: queries.Thread, customer: Customer, at: datetime
) -> Conversation:
    """The one that the mail goes on with; a new one for a new matter, a stranger, or after a long silence."""
    joined = thread.joins
    if joined and (raw.place == Place.AUTOMATIC or not _is_long_closed(joined, at)):
        return joined
    return actions.begin(
        customer,
        subject=matter(plain(letter.mail.subject)) or _text(letter).strip().partition("\n")[0][:80],
        channel="email",
        team=raw.mailbox.team if raw.mailbox else None,
        follows=joined or thread.beside,
        created_at=at,
        last_message_at=at,
        care_at=at,
    )


def _is_long_closed(conversation: Conversation, at: datetime) -> bool:
    if not conversation.is_closed or conversation.closed_at is None:
        return False
    return conversation.closed_at + timedelta(days=settings.REOPEN_DAYS) < at


def _text(letter: Letter) -> str:
    return plain(letter.mail.own or letter.mail.body)


def _is_same(twin: Message, sender: str, letter: Letter) -> bool:
    """A second copy of one mail, come another way; not a new mail that uses an old id."""
    return twin.sender == sender and twin.text == _text(letter)


def _attach(message: Message, file: File) -> None:
    Attachment.objects.create(
        message=message,
        name=file.name,
        content_type=file.content_type,
        size=len(file.content),
        content_id=file.content_id,
        file=ContentFile(file.content, name=f"mail-{message.pk}"),
    )


def _not_delivered(raw: RawMail, letter: Letter) -> None:
    """Tie the bounce to the answer that came back. While the server still tries, it is only kept."""
    content = RawMail.objects.values_list("content", flat=True).get(pk=raw.pk)
    bounce = bounces.examine(bytes(content), letter)
    if not bounce.is_final or bounce.ours is None:
        return
    delivery = Delivery.objects.filter(message=bounce.ours[1], bounced_at=None).select_related("message").first()
    if delivery:
        delivery.bounced_at, delivery.bounce_reason, delivery.bounce = timezone.now(), bounce.reason, raw
        delivery.save(update_fields=["bounced_at", "bounce_reason", "bounce"])
        actions.not_delivered(delivery.message, reason=bounce.reason)


def _prove_plus_address(raw: RawMail, letter: Letter) -> None:
    """A trial mail to a plus-address came back, so answers may ask for replies to such an address."""
    if raw.mailbox and tokens.is_trial_of(raw.mailbox.address, (*letter.to, *letter.delivered_to)):
        Mailbox.objects.filter(pk=raw.mailbox.pk).update(plus_addresses=True)


@transaction.atomic
def _give_up(raw_id: int, job: Job) -> None:
    set_aside(RawMail.objects.defer("content").get(pk=raw_id), why=job.error.strip().rpartition("\n")[2])
    forget(job)
