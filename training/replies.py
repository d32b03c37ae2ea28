"""The project's own labelled replies and dialogues: one loader each, and the checks that a line must pass.

Run ``python -m training.replies FILE…`` to check files before they are committed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tyyni.models.labels import CHANNELS, FAULTS, STEPS, STRENGTHS, VERDICTS, WHOLE_FAULTS

ROOT = Path(__file__).parents[1] / "data"
LANGUAGES = ("fi", "pl", "en")
ROLES = ("customer", "agent")
# These do harm wherever they stand; see docs/labels.md.
_ALWAYS_HOLD = {"F_AGGR", "F_PUBARG", "F_REVDEL"}


class BadLine(ValueError):
    """A labelled line breaks the format; the message names the file, the line and the field."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and the words that show it; None for a fault of the whole reply."""

    code: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise and its time, verbatim; ``due`` is local to the reply's time zone, None when vague."""

    text: str
    due_text: str | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One labelled reply and the message it answers. ``shown`` holds the words behind a strength, where noted."""

    id: str
    language: str
    reply: str
    message: str
    verdict: str
    sent_at: datetime
    timezone: str
    channel: str = "email"
    name: str | None = None
    faults: tuple[Fault, ...] = ()
    strengths: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    shown: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn; a customer's carries its heat (0..100) and the steps that would be right next, best first."""

    role: str
    text: str
    heat: int = 0
    next: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One labelled dialogue; it begins with the customer."""

    id: str
    language: str
    turns: tuple[Turn, ...]
    channel: str = "email"
    name: str | None = None


def load(split: str, languages: Iterable[str] = LANGUAGES) -> list[Reply]:
    """The replies of ``split`` ("train" or "test") in file order."""
    return [row for path in _files("replies", split, languages) for row in read_replies(path)]


def load_dialogues(split: str, languages: Iterable[str] = LANGUAGES) -> list[Dialogue]:
    """The dialogues of ``split`` in file order."""
    return [row for path in _files("dialogues", split, languages) for row in read_dialogues(path)]


def _files(folder: str, split: str, languages: Iterable[str]) -> Iterator[Path]:
    for language in languages:
        yield from sorted((ROOT / folder / split).glob(f"{language}-*.jsonl"))


def read_replies(path: Path) -> Iterator[Reply]:
    """Yield the replies of one file; raises BadLine at the first line that breaks the format."""
    for where, fields in _lines(path):
        try:
            yield _checked(_reply(fields, path.name.split("-")[0]), where)
        except (KeyError, TypeError, ValueError) as error:
            raise BadLine(f"{where}: {error}") from error


def read_dialogues(path: Path) -> Iterator[Dialogue]:
    """Yield the dialogues of one file; raises BadLine at the first line that breaks the format."""
    for where, fields in _lines(path):
        try:
            turns = tuple(Turn(**{**turn, "next": tuple(turn.get("next", ()))}) for turn in fields.pop("turns"))
            dialogue = Dialogue(language=path.name.split("-")[0], turns=turns, **fields)
        except (KeyError, TypeError) as error:
            raise BadLine(f"{where}: {error}") from error
        for problem in _dialogue_problems(dialogue):
            raise BadLine(f"{where}: {problem}")
        yield dialogue


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path.name}:{number}"
        try:
            yield where, json.loads(line)
        except ValueError as error:
            raise BadLine(f"{where}: not JSON: {error}") from error


def _reply(fields: dict[str, Any], language: str) -> Reply:
    return Reply(
        language=language,
        faults=tuple(Fault(**fault) for fault in fields.pop("faults", ())),
        strengths=tuple(fields.pop("strengths", ())),
        promises=tuple(_promise(**promise) for promise in fields.pop("promises", ())),
        sent_at=datetime.fromisoformat(fields.pop("sent_at")),
        **fields,
    )


def _promise(text: str, due_text: str | None = None, due: str | None = None) -> Promise:
    return Promise(text, due_text, datetime.fromisoformat(due) if due else None)


def _checked(reply: Reply, where: str) -> Reply:
    for problem in _reply_problems(reply):
        raise BadLine(f"{where}: {problem}")
    return reply


def _reply_problems(reply: Reply) -> Iterator[str]:
    codes = {fault.code for fault in reply.faults}
    closed = (
        ("channel", (reply.channel,), CHANNELS),
        ("verdict", (reply.verdict,), VERDICTS),
        ("faults", tuple(codes), FAULTS),
        ("strengths", (*reply.strengths, *reply.shown), STRENGTHS),
    )
    for label, values, allowed in closed:
        for value in values:
            if value not in allowed:
                yield f"{label}: {value!r} is not one of {', '.join(allowed)}"
    ZoneInfo(reply.timezone)
    parts = [fault.text for fault in reply.faults] + list(reply.shown.values())
    parts += [part for promise in reply.promises for part in (promise.text, promise.due_text)]
    for part in parts:
        if part is not None and part not in reply.reply:
            yield f"{part!r} does not stand in the reply"
    yield from _label_problems(reply, codes)


def _label_problems(reply: Reply, codes: set[str]) -> Iterator[str]:
    if (reply.verdict == "send") != (not codes) and reply.verdict != "hold":
        yield f"verdict {reply.verdict} with {len(codes)} faults"
    if codes & _ALWAYS_HOLD and reply.verdict != "hold":
        yield f"verdict {reply.verdict} with {', '.join(sorted(codes & _ALWAYS_HOLD))}"
    if {"F_NO_NEXT", "F_VAGUE"} <= codes:
        yield "F_NO_NEXT together with F_VAGUE"
    if "F_PUBARG" in codes and reply.channel != "review":
        yield "F_PUBARG outside a public channel"
    for fault in reply.faults:
        if fault.text is None and fault.code not in (*WHOLE_FAULTS, "F_CANNED"):
            yield f"{fault.code} has no words"
    for promise in reply.promises:
        if promise.due is not None and promise.due < reply.sent_at:
            yield f"due {promise.due} is before it was sent"


def _dialogue_problems(dialogue: Dialogue) -> Iterator[str]:
    if not dialogue.turns or dialogue.turns[0].role != "customer":
        yield "a dialogue begins with the customer"
    if dialogue.channel not in CHANNELS:
        yield f"channel: {dialogue.channel!r}"
    for number, turn in enumerate(dialogue.turns, 1):
        if turn.role not in ROLES or not turn.text.strip():
            yield f"turn {number}: role or text"
        if turn.role == "customer" and (not turn.next or set(turn.next) - set(STEPS)):
            yield f"turn {number}: next must name steps of {', '.join(STEPS)}"
        if not 0 <= turn.heat <= 100:
            yield f"turn {number}: heat {turn.heat} is not between 0 and 100"


def main(paths: list[str]) -> int:
    """Check files and print what they hold; returns the number of bad files."""
    bad = 0
    seen: Counter[str] = Counter()
    for name in paths:
        path = Path(name)
        try:
            if "dialogues" in path.parts:
                for dialogue in read_dialogues(path):
                    seen["dialogues"] += 1
                    seen.update(f"step={step}" for turn in dialogue.turns for step in turn.next)
            else:
                for reply in read_replies(path):
                    seen.update(["replies", f"verdict={reply.verdict}"])
                    seen.update({fault.code for fault in reply.faults})
                    seen.update(f"strength={strength}" for strength in reply.strengths)
                    seen["promises"] += len(reply.promises)
        except BadLine as problem:
            print(problem)
            bad += 1
    for label, count in sorted(seen.items()):
        print(f"{label:32}{count:5}")
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
