"""A raw mail becomes what the engine needs: who, when, what about, and the customer's own words."""

from __future__ import annotations

import email.policy
import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from itertools import chain

from tyyni.mail.charsets import Decoded, decode
from tyyni.mail.headers import decode_header
from tyyni.mail.quotes import own_words

LARGEST = 25 << 20
_DEEPEST = 30
_PARSER = BytesParser(policy=email.policy.compat32)
_ANGLED = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
# Many bounces are marked by nothing but who they are from.
_MACHINE = re.compile(
    r"(?:mailer|mail)[ ._-]?daemon|mdaemon|postmaster|mail[ ._]delivery[ ._](?:sub)?system", re.IGNORECASE
)
_AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Failed-Recipients", "List-Id")
# Text parts that no person reads as text: invitations, cards, a second HTML.
_NO_PROSE = ("calendar", "vcard", "x-vcard", "directory", "x-amp-html", "rfc822-headers", "css", "csv")


class UnreadableMail(ValueError):
    """The bytes hold no mail that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as the engine sees it. ``own`` is what the sender wrote, ``body`` all that came."""

    message_id: str | None
    sender: str
    sender_name: str
    subject: str
    date: datetime | None
    body: str
    own: str
    automatic: bool  # an auto-reply, a bounce or a list: nobody awaits an answer
    certain: bool  # False when a charset was unknown or lied


def parse(raw: bytes) -> Mail:
    """Parse one raw mail; raises UnreadableMail for what is empty, too large or no mail at all."""
    if not raw.strip():
        raise UnreadableMail("the mail is empty")
    if len(raw) > LARGEST:
        raise UnreadableMail(f"the mail is larger than {LARGEST >> 20} MB")
    try:
        message = _PARSER.parsebytes(raw)
        return _mail(message)
    except UnreadableMail:
        raise
    except (MessageError, RecursionError, AssertionError, LookupError, TypeError, ValueError) as error:
        # The standard parser raises these on malformed structure.
        raise UnreadableMail(f"the mail cannot be parsed: {str(error) or type(error).__name__}") from error


def _mail(message: Message) -> Mail:
    if not message.keys():
        raise UnreadableMail("this is no mail: it has no headers")
    name, address = _sender(message)
    body, certain = _body(message)
    return Mail(
        message_id=decode_header(_header(message, "Message-ID")) or None,
        sender=address,
        sender_name=name,
        subject=decode_header(_header(message, "Subject")),
        date=_date(message),
        body=body,
        own="" if is_report(message) else own_words(body),
        automatic=_is_automatic(message) or is_machine(name, address),
        certain=certain,
    )


def _header(message: Message, name: str) -> str:
    """The header as it came; Message.get() would make question marks of undeclared 8-bit letters."""
    return next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def _sender(message: Message) -> tuple[str, str]:
    """Name and address. Split before decoding: "Virtanen, Matti" may hide in an encoded word."""
    raw = _header(message, "From")
    decoded = decode_header(raw)
    for text in (raw, decoded):
        name, address = parseaddr(text)
        if "@" in address:
            return decode_header(name), decode_header(address)
    # A name with a comma and no quotes around it, which parseaddr cannot tell from two addresses.
    if angled := _ANGLED.search(decoded):
        return decoded[: angled.start()].strip(' "'), angled[1]
    return decode_header(name), decode_header(address)


def _date(message: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_automatic(message: Message) -> bool:
    submitted = re.match(r"[\w-]*", _header(message, "Auto-Submitted").lower())
    return (
        (submitted is not None and submitted[0] not in ("", "no"))
        or is_report(message)
        or _header(message, "Precedence").strip().lower() in ("bulk", "list", "junk", "auto_reply")
        or any(name in message for name in _AUTOMATIC_HEADERS)
        or _header(message, "Return-Path").strip() == "<>"
    )


def is_machine(name: str, address: str) -> bool:
    """A mail server speaks, by the name or the address it gives itself."""
    return any(_MACHINE.fullmatch(who) for who in (name, address.partition("@")[0]))


def is_report(message: Message) -> bool:
    """A bounce or a read receipt: a machine wrote it, whoever it claims to be from."""
    return message.get_content_type() == "multipart/report"


def _body(message: Message) -> tuple[str, bool]:
    parts = _texts(message)
    # Some programs send the same words as text and as HTML and forget to call them alternatives.
    different = {" ".join(part.text.split()): part for part in reversed(parts)}
    texts = [part.text.strip("\n") for part in reversed(different.values())]
    body = "\n\n".join(texts).replace("\r\n", "\n").replace("\r", "\n").strip()
    return body, all(part.certain for part in parts)


def _texts(message: Message, depth: int = 0) -> list[Decoded]:
    """The texts of a mail in order; of alternatives the first that says anything, the plainest by custom."""
    if depth > _DEEPEST:
        return []
    if not message.is_multipart():
        return _prose(message)
    parts = [part for part in message.get_payload() if isinstance(part, Message)]
    versions = (_texts(part, depth + 1) for part in parts if part.get_content_type() != "message/rfc822")
    if message.get_content_type() == "multipart/alternative":
        # An empty plain part beside a full HTML one is common in mail from phones and shops.
        return next((version for version in versions if any(part.text.strip() for part in version)), [])
    return list(chain.from_iterable(versions))


def _prose(part: Message) -> list[Decoded]:
    if part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment":
        return []
    if part.get_content_subtype() in _NO_PROSE:
        return []
    decoded = _decoded(part)
    if part.get_content_subtype() == "html":
        return [replace(decoded, text=_text_of_html(decoded.text))]
    return [decoded]


def _decoded(part: Message) -> Decoded:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "replace")
    return decode(raw, part.get_content_charset())


def _text_of_html(html: str) -> str:
    from tyyni.mail.html import to_text  # lxml is slow to import and most mail has a plain part

    return to_text(html)
