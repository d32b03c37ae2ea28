"""The project's own labelled customer messages: one loader, and the checks that a line must pass.

Run ``python -m training.messages FILE…`` to check files before they are committed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

from tyyni.models.labels import ABUSE, CHANNELS, EMOTIONS, KINDS, REQUESTS, THREATS

ROOT = Path(__file__).parents[1] / "data" / "messages"
LANGUAGES = ("fi", "pl", "en")


class BadLine(ValueError):
    """A labelled line breaks the format; the message names the file, the line and the field."""


@dataclass(frozen=True, slots=True)
class Message:
    """One labelled message. Fields left out of the file have the defaults given here."""

    id: str
    language: str
    text: str
    emotion: str
    intensity: float
    kind: str
    channel: str = "email"
    abuse: str = "none"
    requests: tuple[str, ...] = ()
    threats: tuple[str, ...] = ()
    repeat: bool = False
    vulnerable: bool = False
    intoxicated: bool = False
    sarcasm: bool = False
    name: str | None = None
    order: str | None = None
    facts: tuple[str, ...] = field(default=())


Part = Literal["all", "fit", "dev"]
_DEV_SHARE = 7  # one message in seven is for development


def load(split: str, languages: Iterable[str] = LANGUAGES, *, part: Part = "all") -> list[Message]:
    """Return the messages of ``split`` ("train" or "test") in file order.

    ``part`` takes "fit" (what heads are fitted on) or "dev" (what they are weighed and calibrated on), by
    a hash of the message's id.
    """
    return [
        message
        for language in languages
        for path in sorted((ROOT / split).glob(f"{language}-*.jsonl"))
        for message in read(path)
        if in_part(message.id, part)
    ]


def in_part(identity: str, part: Part) -> bool:
    """Whether what has this id belongs to the part."""
    return part == "all" or (part == "dev") == (crc32(identity.encode()) % _DEV_SHARE == 0)


def read(path: Path) -> Iterator[Message]:
    """Yield the messages of one file; raises BadLine at the first line that breaks the format."""
    language = path.name.split("-")[0]
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path.name}:{number}"
        try:
            fields = json.loads(line)
        except ValueError as error:
            raise BadLine(f"{where}: not JSON: {error}") from error
        yield _message(fields, language=language, where=where)


def _message(fields: dict[str, Any], *, language: str, where: str) -> Message:
    for plural in ("requests", "threats", "facts"):
        fields[plural] = tuple(fields.get(plural, ()))
    try:
        message = Message(language=language, **fields)
    except TypeError as error:
        raise BadLine(f"{where}: {error}") from error

    for problem in _problems(message):
        raise BadLine(f"{where}: {problem}")
    return message


def _problems(message: Message) -> Iterator[str]:
    closed = (
        ("channel", (message.channel,), CHANNELS),
        ("emotion", (message.emotion,), EMOTIONS),
        ("abuse", (message.abuse,), ABUSE),
        ("kind", (message.kind,), KINDS),
        ("requests", message.requests, REQUESTS),
        ("threats", message.threats, THREATS),
    )
    for label, values, allowed in closed:
        for value in values:
            if value not in allowed:
                yield f"{label}: {value!r} is not one of {', '.join(allowed)}"
    if not message.text.strip():
        yield "text is empty"
    if not 0 <= message.intensity <= 1:
        yield f"intensity {message.intensity} is not between 0 and 1"
    for part in (message.name, message.order, *message.facts):
        if part is not None and part not in message.text:
            yield f"{part!r} does not stand in the text"


def main(paths: list[str]) -> int:
    """Check files and print what they hold; returns the number of bad files."""
    bad = 0
    seen: Counter[str] = Counter()
    ids: Counter[str] = Counter()
    for name in paths:
        try:
            messages = list(read(Path(name)))
        except BadLine as problem:
            print(problem)
            bad += 1
            continue
        for message in messages:
            ids[message.id] += 1
            seen.update(_labels(message))
    for label, count in sorted(seen.items()):
        print(f"{label:32}{count:5}")
    for identity, count in ids.items():
        if count > 1:
            print(f"id {identity} is used {count} times")
            bad += 1
    return bad


def _labels(message: Message) -> Iterator[str]:
    yield "messages"
    yield f"channel={message.channel}"
    yield f"emotion={message.emotion}"
    yield f"abuse={message.abuse}"
    yield f"kind={message.kind}"
    yield from (f"request={request}" for request in message.requests)
    yield from (f"threat={threat}" for threat in message.threats)
    for flag in ("repeat", "vulnerable", "intoxicated", "sarcasm", "name", "order", "facts"):
        if getattr(message, flag):
            yield f"has {flag}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
