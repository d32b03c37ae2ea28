"""Mails out of files: one .eml, an mbox of any size, a folder of either (Maildir included)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_FROM_LINE = b"From "
# "From aino@x.example Mon Nov  2 12:04:00 2026": a sender and a time, which no sentence has.
_BORDER = re.compile(rb"From \S+ .*\d{1,2}:\d\d.*\d{4}")
_LARGEST_KEPT = 30 << 20  # more than message.LARGEST, so that a giant is refused there with a reason
_SUFFIXES = {".eml", ".mbox", ".mbx", ""}


def raw_mails(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a name and the bytes of each mail under ``path``, in order, one at a time in memory."""
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.is_file() and _may_hold_mail(inner):
                yield from raw_mails(inner)
    elif is_mbox(path):
        for number, raw in enumerate(_mbox(path), 1):
            yield f"{path.name}:{number}", raw
    else:
        with path.open("rb") as stream:
            yield path.name, stream.read(_LARGEST_KEPT)


def is_mbox(path: Path) -> bool:
    """An mbox begins with a "From " line, whatever the file is called."""
    with path.open("rb") as stream:
        return stream.read(len(_FROM_LINE)) == _FROM_LINE


def _may_hold_mail(path: Path) -> bool:
    in_maildir = path.parent.name in ("cur", "new")
    return in_maildir or (path.suffix.lower() in _SUFFIXES and not path.name.startswith("."))


def _mbox(path: Path) -> Iterator[bytes]:
    lines: list[bytes] = []
    size = 0
    blank_before = True
    with path.open("rb") as stream:
        for line in stream:
            if blank_before and _BORDER.match(line):
                if lines:
                    yield b"".join(lines)
                lines, size = [], 0
            elif size < _LARGEST_KEPT:
                # Writers escape a body line "From " as ">From " (mboxrd adds one ">" each time).
                lines.append(line[1:] if _is_escaped(line) else line)
                size += len(line)
            blank_before = line in (b"\n", b"\r\n")
    if lines:
        yield b"".join(lines)


def _is_escaped(line: bytes) -> bool:
    return line.startswith(b">") and line.lstrip(b">").startswith(_FROM_LINE)
