"""Mail out of files, through the same door as mail from a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction

from tyyni.mail.mailbox import raw_mails
from tyyni_desk.mail import actions
from tyyni_desk.mail.letters.parts import arrived
from tyyni_desk.mail.models import Mailbox

_BATCH = 50  # mails a commit; an import that is broken off goes on where it was when it is run again


@dataclass(frozen=True, slots=True)
class Imported:
    """How many mails were in the files, and how many of them were new."""

    found: int
    new: int


def import_path(
    path: Path, *, mailbox: Mailbox | None = None, progress: Callable[[Imported], None] | None = None
) -> Imported:
    """Store every mail of an mbox, an .eml or a folder of either; jobs parse them. ``progress`` hears of each batch."""
    mails = raw_mails(path)
    so_far = Imported(0, 0)
    while batch := [raw for _name, raw in islice(mails, _BATCH)]:
        with transaction.atomic():
            new = sum(_is_new(batch, mailbox))
        so_far = Imported(so_far.found + len(batch), so_far.new + new)
        if progress:
            progress(so_far)
    return so_far


def _is_new(batch: list[bytes], mailbox: Mailbox | None) -> Iterator[bool]:
    for raw in batch:
        _stored, is_new = actions.store(raw, source="import", mailbox=mailbox, arrived=arrived(raw))
        yield is_new
