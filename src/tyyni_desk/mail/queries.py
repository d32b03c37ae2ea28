"""Reads about mail: where a mail belongs, who gets an answer and from where, what every page must say."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.lib.html import with_pictures
from tyyni_desk.mail.letters import placing, tokens
from tyyni_desk.mail.letters.parts import Letter, addresses, head_of
from tyyni_desk.mail.models import Delivery, Mailbox, RawMail
from tyyni_desk.people.models import Identity

_SHOWN = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_LARGEST_SHOWN = 5 << 20


@dataclass(frozen=True, slots=True)
class Thread:
    """``joins`` is the conversation that a mail goes on with; ``beside`` one that it names but may not enter."""

    joins: Conversation | None = None
    beside: Conversation | None = None
    is_proven: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Mails on the server and here, side by side."""

    mailbox: Mailbox
    on_server: int | None
    here: int
    waiting: int
    failed: int


@dataclass(frozen=True, slots=True)
class Banner:
    """What every page must say, and the name of the page where something can be done about it."""

    text: str
    page: str
    needs: str = "see_mail_state"  # the ability without which the page stays closed


@dataclass(frozen=True, slots=True)
class Source:
    """Where banners come from. ``say`` is called only when there is a row in one of ``signs``."""

    signs: tuple[QuerySet[Any], ...]  # rows of any kind
    say: Callable[[], list[Banner]]


def our_addresses() -> frozenset[str]:
    return frozenset(tokens.base(address) for address in Mailbox.objects.values_list("address", flat=True))


def thread_of(letter: Letter, *, sender: str) -> Thread:
    """By what we signed; for those who belong, also by a known Message-ID or the subject. Strangers stay out."""
    signed = _signed(letter)
    if signed:
        return Thread(joins=signed, is_proven=True)
    named = _named(letter)
    if named and belongs(sender, named):
        return Thread(joins=named)
    number = tokens.number_in(letter.mail.subject)
    numbered = Conversation.objects.filter(number=number).first() if number else None
    if numbered and belongs(sender, numbered.standing):
        return Thread(joins=numbered.standing)
    return Thread(beside=named)


def belongs(sender: str, conversation: Conversation) -> bool:
    """Whether ``sender`` has written in the conversation, is its customer, or was addressed by us in it."""
    if Identity.objects.filter(kind=Identity.Kind.EMAIL, value=sender, customer=conversation.customer_id).exists():
        return True
    said = conversation.messages.exclude(kind=Message.Kind.NOTE).values_list("kind", "sender", "to", "cc")
    return any(
        sender == wrote if kind == Message.Kind.CUSTOMER else sender in (*to, *cc) for kind, wrote, to, cc in said
    )


def mailbox_of(conversation: Conversation) -> Mailbox | None:
    """Where an answer goes out: the mailbox that the last mail came to, else the team's, else the first."""
    usable = Mailbox.objects.filter(is_enabled=True)
    came_to = usable.filter(mails__message__conversation=conversation).order_by("-mails__id").first()
    team = usable.filter(team=conversation.team_id).order_by("pk").first() if conversation.team_id else None
    return came_to or team or usable.order_by("pk").first()


def recipients(conversation: Conversation) -> tuple[list[str], list[str]]:
    """To and Cc of an answer: where the customer wrote from last (or asked us to answer), and whom they copied in."""
    ours = our_addresses()
    last = _last_mail(conversation)
    if last is None:
        return [address for address in [conversation.customer.email] if address], []
    to = _answer_to(last, ours) or last.sender
    copied = [one for one in last.cc if tokens.base(one) not in ours and not placing.is_nobody(one) and one != to]
    return [to], copied


def parent_of(message: Message) -> Message | None:
    """The mail that ``message`` answers: the customer's last, else the last of ours."""
    before = message.conversation.messages.filter(pk__lt=message.pk).exclude(message_id=None).order_by("pk")
    return before.filter(kind=Message.Kind.CUSTOMER, is_automatic=False).last() or before.last()


def source() -> Source:
    """Where ``banners`` come from."""
    return Source((_troubled(), _unsure(), _failed()), banners)


def banners() -> list[Banner]:
    """What every page must say: mail that does not come or go, and answers that somebody must look at."""
    said = [Banner(text, "mail") for mailbox in _troubled() for text in _troubles(mailbox)]
    unsure = _unsure().count()
    if unsure:
        text = ngettext(
            "%(count)d answer may have been sent or not. Look at it and decide.",
            "%(count)d answers may have been sent or not. Look at them and decide.",
            unsure,
        )
        said.append(Banner(text % {"count": unsure}, "deliveries"))
    failed = _failed().count()
    if failed:
        text = ngettext("%(count)d mail needs a look.", "%(count)d mails need a look.", failed)
        said.append(Banner(text % {"count": failed}, "mail"))
    return said


def counts() -> list[Counts]:
    state = RawMail.State
    mailboxes = Mailbox.objects.annotate(
        here=Count("mails", filter=Q(mails__uidvalidity=F("uidvalidity"))),
        waiting=Count("mails", filter=Q(mails__state=state.STORED)),
        failed=Count("mails", filter=Q(mails__state=state.FAILED)),
    )
    return [Counts(one, one.server_count, one.here, one.waiting, one.failed) for one in mailboxes]


def html_of(message: Message) -> str:
    """The cleaned HTML with the pictures that came inside it: the frame it stands in may load nothing by itself."""
    pictures = {}
    for file in message.attachments.exclude(content_id="").filter(content_type__in=_SHOWN, size__lte=_LARGEST_SHOWN):
        if f"cid:{file.content_id}" in message.html:
            with file.file.open("rb") as content:
                encoded = base64.b64encode(content.read()).decode("ascii")
            pictures[file.content_id] = f"data:{file.content_type};base64,{encoded}"
    return with_pictures(message.html, pictures)


def _signed(letter: Letter) -> Conversation | None:
    """The conversation whose Message-ID or plus-address, signed by us, the mail carries."""
    for number, message_id in tokens.answers_named(_angled((*letter.in_reply_to, *letter.references))):
        answered = Message.objects.filter(pk=message_id).select_related("conversation").first()
        found = answered.conversation if answered else Conversation.objects.filter(number=number).first()
        if found:
            return found.standing
    for number in tokens.numbers_addressed((*letter.to, *letter.cc, *letter.delivered_to)):
        found = Conversation.objects.filter(number=number).first()
        if found:
            return found.standing
    return None


def _named(letter: Letter) -> Conversation | None:
    ids = list(dict.fromkeys((*letter.in_reply_to, *letter.references)))
    known = {one.message_id: one for one in Message.objects.filter(message_id__in=ids).select_related("conversation")}
    nearest = next((known[one] for one in ids if one in known), None)
    return nearest.conversation.standing if nearest else None


def _angled(ids: Iterable[str]) -> str:
    return " ".join(f"<{one}>" for one in ids)


def _last_mail(conversation: Conversation) -> Message | None:
    mails = conversation.messages.filter(kind=Message.Kind.CUSTOMER, is_automatic=False).exclude(sender="")
    return mails.filter(customer=conversation.customer_id).order_by("pk").last()


def _answer_to(message: Message, ours: frozenset[str]) -> str:
    """The Reply-To of the mail, when it leads to a person and not back to us."""
    raw = RawMail.objects.filter(message=message).values_list("content", flat=True).first()
    found = addresses(head_of(bytes(raw)).get("reply-to", "")) if raw is not None else ()
    return next((one for one in found if tokens.base(one) not in ours and not placing.is_nobody(one)), "")


def _troubled() -> QuerySet[Mailbox]:
    return Mailbox.objects.filter(is_enabled=True).exclude(fetch_error="", send_error="")


def _unsure() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=Delivery.State.UNSURE)


def _failed() -> QuerySet[RawMail]:
    return RawMail.objects.filter(state=RawMail.State.FAILED)


def _troubles(mailbox: Mailbox) -> Iterable[str]:
    values = {"mailbox": mailbox.address}
    if mailbox.fetch_error:
        yield _("No mail comes from %(mailbox)s: ") % values + mailbox.fetch_error
    if mailbox.send_error:
        yield _("Answers from %(mailbox)s wait, nothing is lost: ") % values + mailbox.send_error
