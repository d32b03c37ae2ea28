"""Fetches what is new on a server: every UID above the high-water mark, its bytes stored before the mark moves.

Dates and the unread flag say nothing here: people read their mail on the server too, and clocks lie.
"""

from __future__ import annotations

import imaplib
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone
from imap_tools import BaseMailBox

from tyyni.mail.message import LARGEST
from tyyni_desk.live import publish
from tyyni_desk.mail import actions
from tyyni_desk.mail.models import Mailbox, RawMail

_SEARCHED = 10_000  # UIDs a search; the answer must fit in a line
_MOST_AT_ONCE, _BYTES_AT_ONCE = 50, 4 << 20
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")


_Said = list[bytes | tuple[bytes, bytes]]


class Refusal(imaplib.IMAP4.error):
    """The server answers NO to a command that every server must know."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A mail on the server."""

    uid: int
    size: int
    arrived: datetime | None


def fetch(mailbox: Mailbox, server: BaseMailBox) -> int:
    """Store what is new, one commit a mail, and say how many that was."""
    mailbox.refresh_from_db()
    server.folder.set(mailbox.folder, readonly=not mailbox.deletes_on_server)
    validity, following = _number(server, "UIDVALIDITY"), _number(server, "UIDNEXT")
    if validity is not None and validity != mailbox.uidvalidity:
        _begin_again(mailbox, validity)

    new = 0
    for found in _new(server, mailbox.highest_uid, following):
        for batch in _batches(found):
            new += _store(mailbox, server, batch)
    mailbox.refresh_from_db()
    if mailbox.deletes_on_server:
        _delete_stored(mailbox, server)
    _came_through(mailbox, _number(server, "EXISTS"))
    return new


def failed(mailbox: Mailbox, said: str) -> None:
    """Say on every page that no mail comes."""
    if Mailbox.objects.filter(pk=mailbox.pk).exclude(fetch_error=said).update(fetch_error=said):
        publish.notice("banner")


def _begin_again(mailbox: Mailbox, validity: int) -> None:
    """The server counts anew. What is here already is known by its bytes."""
    mailbox.uidvalidity, mailbox.highest_uid = validity, 0
    Mailbox.objects.filter(pk=mailbox.pk).update(uidvalidity=validity, highest_uid=0)


def _new(server: BaseMailBox, highest: int, following: int | None) -> Iterator[list[_Found]]:
    """What lies above the mark, in order."""
    last = following - 1 if following else None
    first = highest + 1
    while last is None or first <= last:
        upto = "*" if last is None else str(min(first + _SEARCHED - 1, last))
        said = _command(server, "SEARCH", f"UID {first}:{upto}")
        # "n:*" names the last mail even when that lies below n.
        uids = sorted(uid for uid in _numbers(said) if uid > highest)
        for start in range(0, len(uids), _MOST_AT_ONCE):
            yield _described(server, uids[start : start + _MOST_AT_ONCE])
        if last is None:
            return
        first += _SEARCHED


def _described(server: BaseMailBox, uids: list[int]) -> list[_Found]:
    said = _command(server, "FETCH", _list(uids), "(UID RFC822.SIZE INTERNALDATE)")
    found = []
    for line in said:
        line = line if isinstance(line, bytes) else line[0]
        uid, size = _UID.search(line), _SIZE.search(line)
        if uid and size:
            found.append(_Found(int(uid[1]), int(size[1]), _arrived(line)))
    return sorted(found, key=lambda one: one.uid)


def _arrived(line: bytes) -> datetime | None:
    moment = imaplib.Internaldate2tuple(line)
    return datetime.fromtimestamp(time.mktime(moment), UTC) if moment else None


def _batches(found: Iterable[_Found]) -> Iterator[list[_Found]]:
    batch: list[_Found] = []
    size = 0
    for one in found:
        if batch and size + one.size > _BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.size
    if batch:
        yield batch


def _store(mailbox: Mailbox, server: BaseMailBox, batch: list[_Found]) -> int:
    bodies = _bodies(server, [one.uid for one in batch if one.size <= LARGEST])
    new = 0
    for one in batch:
        content, problem = bodies.get(one.uid), ""
        if content is None:
            content, problem = _instead(mailbox, server, one)
        with transaction.atomic():
            if content is not None:
                new += _keep(mailbox, one, content, problem=problem)
            Mailbox.objects.filter(pk=mailbox.pk, highest_uid__lt=one.uid).update(highest_uid=one.uid)
    return new


def _instead(mailbox: Mailbox, server: BaseMailBox, one: _Found) -> tuple[bytes | None, str]:
    """What is kept of a mail that did not come whole, and why; None when somebody deleted it meanwhile."""
    if one.size > LARGEST:
        head = _contents(_command(server, "FETCH", str(one.uid), "(UID BODY.PEEK[HEADER])")).get(one.uid, b"")
        problem = f"The mail is larger than {LARGEST >> 20} MB ({one.size >> 20} MB). It was left on the server."
        return head or _stand_in(mailbox, one), problem
    if not _numbers(_command(server, "SEARCH", f"UID {one.uid}")):
        return None, ""
    return _stand_in(mailbox, one), "The server did not give this mail when it was asked. It is still there."


def _stand_in(mailbox: Mailbox, one: _Found) -> bytes:
    return f"{mailbox.address} {mailbox.folder} {mailbox.uidvalidity} {one.uid}: {one.size} bytes\n".encode()


def _keep(mailbox: Mailbox, one: _Found, content: bytes, *, problem: str = "") -> bool:
    _raw, is_new = actions.store(
        content,
        mailbox=mailbox,
        uidvalidity=mailbox.uidvalidity,
        uid=one.uid,
        arrived=one.arrived,
        size=one.size if problem else None,
        problem=problem,
    )
    return is_new


def _bodies(server: BaseMailBox, uids: list[int]) -> dict[int, bytes]:
    """The bytes of each; PEEK leaves them unread. A mail that its server cannot give does not stop the others."""
    if not uids:
        return {}
    try:
        return _contents(_command(server, "FETCH", _list(uids), "(UID BODY.PEEK[])"))
    except Refusal:
        if len(uids) == 1:
            return {}
    return {uid: content for one in uids for uid, content in _bodies(server, [one]).items()}


def _contents(said: _Said) -> dict[int, bytes]:
    """Servers write the UID before the bytes or after them."""
    found = {}
    for place, part in enumerate(said):
        if isinstance(part, tuple):
            after = said[place + 1] if place + 1 < len(said) else b""
            uid = _UID.search(part[0]) or (_UID.search(after) if isinstance(after, bytes) else None)
            if uid:
                found[int(uid[1])] = part[1]
    return found


def _delete_stored(mailbox: Mailbox, server: BaseMailBox) -> None:
    """Take off the server what is here whole. Without UIDPLUS they are only marked: EXPUNGE would take others too."""
    said = _command(server, "SEARCH", f"UNDELETED UID 1:{max(mailbox.highest_uid, 1)}")
    there = _numbers(said)
    here = RawMail.objects.filter(mailbox=mailbox, uidvalidity=mailbox.uidvalidity, is_whole=True, uid__in=there)
    stored = sorted(uid for uid in here.exclude(state=RawMail.State.FAILED).values_list("uid", flat=True) if uid)
    for start in range(0, len(stored), _MOST_AT_ONCE):
        uids = _list(stored[start : start + _MOST_AT_ONCE])
        _command(server, "STORE", uids, r"+FLAGS.SILENT (\Deleted)")
        if "UIDPLUS" in server.client.capabilities:
            _command(server, "EXPUNGE", uids)


def _came_through(mailbox: Mailbox, on_server: int | None) -> None:
    now = {"server_count": on_server, "fetched_at": timezone.now(), "fetch_error": ""}
    Mailbox.objects.filter(pk=mailbox.pk).update(**now)
    if mailbox.fetch_error:
        publish.notice("banner")
    mailbox.refresh_from_db()


def _command(server: BaseMailBox, name: str, *arguments: str) -> _Said:
    answer, said = server.client.uid(name, *arguments)
    if answer != "OK":
        raise Refusal(f"{name}: {said!r}")
    return [part for part in said if part is not None]


def _number(server: BaseMailBox, name: str) -> int | None:
    """What the server said of the folder when it was opened."""
    said = server.client.untagged_responses.get(name) or []
    last = said[-1] if said else None
    return int(last) if isinstance(last, bytes) else None


def _numbers(said: _Said) -> set[int]:
    return {int(word) for line in said if isinstance(line, bytes) for word in line.split()}


def _list(uids: list[int]) -> str:
    return ",".join(map(str, uids))
