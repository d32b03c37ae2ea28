"""Where a mail belongs, by its headers alone. Nothing is dropped: each place is a page that people can see."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from tyyni.mail.message import is_machine
from tyyni_desk.mail.letters import bounces, tokens
from tyyni_desk.mail.letters.parts import Letter
from tyyni_desk.mail.models import RawMail

Place = RawMail.Place
_NO_REPLY = re.compile(
    r"(?:no|do[-_.]?not|ei)[-_.]?(?:reply|respond|vastaa|odpowiadaj|odpowiedz)|wordpress", re.IGNORECASE
)
_AUTOMATIC = ("x-autoreply", "x-autorespond", "x-autoresponse")
_SPAM = re.compile(r"\s*(?:yes|true)\b", re.IGNORECASE)
_SURELY_SPAM = 7  # of Exchange's spam confidence level, which ends at 9


def author(letter: Letter, *, ours: Collection[str]) -> tuple[str, str]:
    """Name and address of the person who wrote: a contact form writes in the shop's name and has them in Reply-To."""
    mail = letter.mail
    sender = mail.sender.strip().lower()[:254]
    _, answer_to = letter.reply_to
    is_form = tokens.base(sender) in ours or is_nobody(sender)
    if is_form and answer_to and tokens.base(answer_to) not in ours and not is_nobody(answer_to):
        return letter.reply_to
    return mail.sender_name, sender


def place(letter: Letter, *, sender: str, ours: Collection[str], is_blocked: bool, is_proven: bool) -> RawMail.Place:
    """``is_proven``: the mail carries a signed id of ours, so whoever wrote it has had mail from us."""
    is_form = sender != letter.mail.sender.strip().lower()[:254]
    if tokens.base(sender) in ours:
        return Place.OWN
    if bounces.is_bounce(letter):
        return Place.BOUNCE
    if is_blocked:
        return Place.BLOCKED
    if _is_automatic(letter) and not is_form:
        return Place.AUTOMATIC
    if is_proven or is_form:
        return Place.INBOX
    if _is_list(letter.head, ours):
        return Place.LIST
    return Place.SPAM if _is_spam(letter.head) else Place.INBOX


def awaits_answer(letter: Letter, *, sender: str) -> bool:
    """Whether a mail that we write by ourselves may answer this one. Whenever in doubt it may not."""
    head = letter.head
    return not (
        letter.mail.automatic
        or is_nobody(sender)
        or is_machine("", sender)
        or _is_automatic(letter)
        or "list-unsubscribe" in head
        or head.get("x-auto-response-suppress", "none").lower() != "none"
        or head.get("x-loop")
        or head.get("return-path", "").strip() == "<>"
    )


def is_nobody(address: str) -> bool:
    """An address that says of itself that nobody reads it."""
    return bool(_NO_REPLY.search(address.partition("@")[0]))


def _is_automatic(letter: Letter) -> bool:
    head = letter.head
    submitted = re.match(r"\s*[\w-]*", head.get("auto-submitted", "").lower())
    return (
        (submitted is not None and submitted[0].strip() not in ("", "no"))
        or any(name in head for name in _AUTOMATIC)
        or head.get("precedence", "").strip().lower() in ("auto_reply", "junk")
        or head.get("content-type", "").lower().startswith("multipart/report")
        or is_machine(letter.mail.sender_name, letter.mail.sender)
    )


def _is_list(head: Mapping[str, str], ours: Collection[str]) -> bool:
    """A list or a newsletter; but a group address of the company itself is a mailbox like any other."""
    name = head.get("list-id", "").lower()
    if any(address.replace("@", ".") in name for address in ours):
        return False
    if name or head.get("precedence", "").strip().lower() in ("bulk", "list"):
        return True
    return "list-unsubscribe" in head and "list-unsubscribe-post" in head


def _is_spam(head: Mapping[str, str]) -> bool:
    if any(_SPAM.match(head.get(name, "")) for name in ("x-spam-flag", "x-spam-status", "x-spam")):
        return True
    level = head.get("x-ms-exchange-organization-scl", "").strip()
    return level.isdigit() and int(level) >= _SURELY_SPAM
