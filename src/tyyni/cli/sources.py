"""Items to work on, out of lines, texts, mails and folders; a bad one is an item with an error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from tyyni.mail.mailbox import is_mbox, raw_mails

_LONGEST_LINE = 32 << 20
_LINES = {".jsonl", ".ndjson"}
_TEXTS = {".txt", ".md"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to work on: the fields of a JSON line, or a raw mail, or the reason why neither."""

    id: Any
    fields: dict[str, Any] = field(default_factory=dict)
    raw: bytes | None = None
    error: str | None = None


def items(paths: list[Path], *, as_lines: bool) -> Iterator[Item]:
    """Yield every item of every path in order, one at a time in memory."""
    for path in paths:
        if str(path) == "-":
            yield from _standard_input(as_lines)
        elif path.suffix.lower() in _LINES:
            with path.open("rb") as stream:
                yield from _lines(stream)
        elif path.is_file() and path.suffix.lower() in _TEXTS and not is_mbox(path):
            yield Item(path.name, {"text": path.read_bytes()[:_LONGEST_LINE].decode("utf-8", "replace")})
        else:
            for name, raw in raw_mails(path):
                yield Item(name, raw=raw)


def _standard_input(as_lines: bool) -> Iterator[Item]:
    if as_lines:
        yield from _lines(sys.stdin.buffer)
        return
    text = sys.stdin.buffer.read(_LONGEST_LINE).decode("utf-8", "replace")
    if text.lstrip().startswith("{"):
        yield from (_item(line.encode(), number) for number, line in enumerate(text.splitlines(), 1) if line.strip())
    else:
        yield Item(1, {"text": text})


def _lines(stream: BinaryIO) -> Iterator[Item]:
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield Item(None, error=f"line {number} is longer than {_LONGEST_LINE >> 20} MB")
        elif line.strip():
            yield _item(line, number)


def _item(line: bytes, number: int) -> Item:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Item(None, error=f"line {number} is not UTF-8: {error.reason} at byte {error.start}")
    except (ValueError, RecursionError) as error:
        return Item(None, error=f"line {number} is not JSON: {error}")
    if not isinstance(fields, dict):
        return Item(None, error=f"line {number} is not a JSON object")
    return Item(fields.get("id", number), fields)
