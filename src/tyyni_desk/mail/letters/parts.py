"""A raw mail taken apart: what the engine reads of it, and what only a desk needs (addresses, HTML, files, ids)."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime

import tyyni
from tyyni.mail.charsets import decode
from tyyni.mail.headers import decode_header
from tyyni_desk.lib.html import sanitise

_PARSER = BytesParser(policy=email.policy.compat32)
_ID = re.compile(r"<([^<>\s]+)>")
_DEEPEST, _MOST_FILES, _MOST_IDS = 30, 200, 100
_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
# Text that is no message to read: a file with a name of its own.
_TEXT_FILES = {"calendar": "invitation.ics", "vcard": "contact.vcf", "x-vcard": "contact.vcf", "csv": "table.csv"}
_NAMES = {"message/rfc822": "mail.eml", "application/ms-tnef": "winmail.dat"}
# What Python's parser raises on parts that are broken in themselves; the raw mail is kept whatever happens.
_BROKEN = (MessageError, RecursionError, AssertionError, LookupError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class File:
    """Something that came with a mail."""

    name: str
    content_type: str
    content: bytes
    content_id: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as the desk sees it. Ids stand without brackets, addresses in small letters."""

    mail: tyyni.Mail
    head: Mapping[str, str]  # the first value of each header, by its name in small letters
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]  # the nearest first
    reply_to: tuple[str, str]  # name and address
    to: tuple[str, ...]
    cc: tuple[str, ...]
    delivered_to: tuple[str, ...]
    html: str
    files: tuple[File, ...]

    @property
    def quoted(self) -> str:
        """What the mail holds beside the sender's own words."""
        own, body = self.mail.own, self.mail.body
        if not own or own == body:
            return ""
        return plain(body[len(own) :].strip() if body.startswith(own) else body)


def take_apart(raw: bytes) -> Letter:
    """Parse one raw mail; raises tyyni.UnreadableMail when nothing can be made of it."""
    mail = tyyni.parse(raw)
    message = _PARSER.parsebytes(raw)
    head = headers(message)
    return Letter(
        mail=mail,
        head=head,
        message_id=next(iter(_ids(head.get("message-id", ""))), ""),
        in_reply_to=tuple(_ids(head.get("in-reply-to", ""))),
        references=tuple(reversed(_ids(head.get("references", ""))))[:_MOST_IDS],
        reply_to=next(iter(_mailboxes(head.get("reply-to", ""))), ("", "")),
        to=addresses(head.get("to", "")),
        cc=addresses(head.get("cc", "")),
        delivered_to=_delivered_to(message),
        html=_html(message),
        files=tuple(_files(message))[:_MOST_FILES],
    )


def head_of(raw: bytes) -> Mapping[str, str]:
    """The headers alone."""
    return headers(_PARSER.parsebytes(raw, headersonly=True))


def headers(message: Message) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        found.setdefault(name.lower(), plain(decode_header(str(value))))
    return found


def arrived(raw: bytes) -> datetime | None:
    """When the receiving server got it, else when it was written; None where no date can be read."""
    head = head_of(raw)
    for text in (head.get("received", "").rpartition(";")[2], head.get("date", "")):
        moment = _moment(text)
        if moment is not None:
            return moment
    return None


def addresses(header: str) -> tuple[str, ...]:
    return tuple(address for _, address in _mailboxes(header))


def plain(text: str) -> str:
    """Text that every database takes: no NUL, no half characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _mailboxes(header: str) -> list[tuple[str, str]]:
    found = getaddresses([header])
    return [(plain(name), plain(address).strip().lower()[:254]) for name, address in found if "@" in address]


def _ids(header: str) -> list[str]:
    found = _ID.findall(header) or [word for word in header.split() if "@" in word]
    return [one[:255] for one in dict.fromkeys(found)]


def _delivered_to(message: Message) -> tuple[str, ...]:
    """Where it really went: a plus-address survives here when a list or a forward rewrote To."""
    names = ("delivered-to", "x-original-to", "envelope-to", "x-forwarded-to")
    values = [decode_header(str(value)) for name, value in message.raw_items() if name.lower() in names]
    return tuple(dict.fromkeys(address for value in values for address in addresses(value)))


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that are no containers; an attached mail counts as one part."""
    is_container = message.is_multipart() and message.get_content_maintype() == "multipart"
    if not is_container or depth > _DEEPEST:
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _leaves(part, depth + 1)


def _html(message: Message) -> str:
    for part in _leaves(message):
        if part.get_content_type() == "text/html" and part.get_content_disposition() != "attachment":
            return plain(sanitise(decode(_bytes(part), part.get_content_charset()).text))
    return ""


def _files(message: Message) -> Iterator[File]:
    for part in _leaves(message):
        try:
            if _is_file(part) and not (part is message and part.get_content_maintype() in ("text", "message")):
                yield _file(part)
        except _BROKEN:
            continue


def _is_file(part: Message) -> bool:
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return True
    if part.get_content_maintype() == "text":
        return part.get_content_subtype() in _TEXT_FILES
    return part.get_content_maintype() != "multipart"


def _file(part: Message) -> File:
    kind = part.get_content_type()
    return File(
        name=_name(part),
        content_type=kind[:120] if _TYPE.fullmatch(kind) else "application/octet-stream",
        content=_bytes(part),
        content_id=plain(str(part.get("Content-ID", ""))).strip().strip("<>")[:255],
    )


def _name(part: Message) -> str:
    given = plain(decode_header(part.get_filename() or ""))
    name = re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[/\\]", given)[-1]).strip(" .")
    kind = part.get_content_type()
    subtype = part.get_content_subtype()
    return (
        name[-255:] or _NAMES.get(kind) or _TEXT_FILES.get(subtype) or f"file.{re.sub(r'[^a-z0-9]', '', subtype)[:10]}"
    )


def _bytes(part: Message) -> bytes:
    if part.is_multipart():
        return b"\n".join(inner.as_bytes() for inner in part.get_payload() if isinstance(inner, Message))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else str(part.get_payload() or "").encode("utf-8", "replace")
