"""What each command does with one item: fields or a raw mail in, a JSON object out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tyyni.cli.sources import Item
from tyyni.drafting.drafter import draft
from tyyni.lexicon.rules import LANGUAGES, Language
from tyyni.mail.message import UnreadableMail, parse
from tyyni.models.judge import Profile
from tyyni.models.labels import CHANNELS
from tyyni.protocol.steps import next_step
from tyyni.protocol.urgency import urgency
from tyyni.reading.reader import Turn, read
from tyyni.review.reviewer import review

Output = dict[str, Any]


class BadField(ValueError):
    """A field is missing or of the wrong kind; the message says which and what is wanted."""


@dataclass(frozen=True, slots=True)
class Task:
    """One command of the command line."""

    help: str
    takes: str
    work: Callable[[Item, Profile], Output]


def do(command: str, item: Item, profile: Profile) -> Output:
    """Do one item; whatever is wrong with it becomes an ``error`` entry."""
    if item.error is not None:
        return {"id": item.id, "error": item.error}
    try:
        return {"id": item.id} | TASKS[command].work(item, profile)
    except (BadField, UnreadableMail) as problem:
        return {"id": item.id, "error": str(problem)}


def _read(item: Item, profile: Profile) -> Output:
    if item.raw is not None:
        return _read_mail(item.raw, profile)
    reading = read(
        _text(item, "text"),
        channel=_channel(item),
        history=_turns(item, "history"),
        profile=profile,
    )
    return reading.as_dict()


def _read_mail(raw: bytes, profile: Profile) -> Output:
    mail = parse(raw)
    about = {
        "message_id": mail.message_id,
        "from": mail.sender,
        "from_name": mail.sender_name,
        "subject": mail.subject,
        "date": mail.date.isoformat() if mail.date else None,
        "automatic": mail.automatic,
    }
    reading = read(mail.own, profile=profile)
    pressing = urgency(reading)
    return about | reading.as_dict() | {"urgency": pressing.level, "urgency_why": pressing.why}


def _review(item: Item, profile: Profile) -> Output:
    if item.raw is not None:
        raise BadField('review takes JSON lines with "reply" and, if there is one, "message"')
    return review(
        _text(item, "reply"),
        message=_optional(item, "message"),
        name=_optional(item, "name"),
        channel=_channel(item),
        language=_language(item),
        sent_at=_moment(item, "sent_at"),
        timezone=_timezone(item),
        country=_optional(item, "country"),
        earlier=_texts(item, "earlier"),
        profile=profile,
    ).as_dict()


def _step(item: Item, profile: Profile) -> Output:
    turns = _turns(item, "turns")
    if item.raw is not None:
        turns = [Turn("customer", parse(item.raw).own)]
    elif not turns and "text" in item.fields:
        turns = [Turn("customer", _text(item, "text"))]
    try:
        return next_step(
            turns,
            channel=_channel(item),
            policy=item.fields.get("policy"),
            name=_text(item, "name") if item.fields.get("name") is not None else None,
            language=item.fields.get("language"),
            profile=profile,
        ).as_dict()
    except ValueError as problem:
        raise BadField(str(problem)) from problem


def _draft(item: Item, profile: Profile) -> Output:
    turns = _turns(item, "turns")
    if item.raw is not None:
        turns = [Turn("customer", parse(item.raw).own)]
    facts = item.fields.get("facts")
    if facts is not None and not isinstance(facts, dict):
        raise BadField('"facts" must be an object')
    try:
        return draft(
            message=_optional(item, "message") or _optional(item, "text"),
            turns=turns,
            name=_optional(item, "name"),
            facts=facts,
            address=_optional(item, "address"),
            channel=_channel(item),
            language=_language(item),
            profile=profile,
        ).as_dict()
    except ValueError as problem:
        raise BadField(str(problem)) from problem


def _text(item: Item, name: str) -> str:
    value = item.fields.get(name)
    if not isinstance(value, str):
        raise BadField(f'"{name}" must be a string')
    # A lone surrogate ("\\ud800" in JSON) is no character and cannot be written out again.
    return value.encode("utf-8", "replace").decode("utf-8")


def _optional(item: Item, name: str) -> str | None:
    return None if item.fields.get(name) is None else _text(item, name)


def _texts(item: Item, name: str) -> list[str]:
    values = item.fields.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise BadField(f'"{name}" must be a list of strings')
    return [value.encode("utf-8", "replace").decode("utf-8") for value in values]


def _language(item: Item) -> Language | None:
    given = _optional(item, "language")
    for known in LANGUAGES:
        if known == given:
            return known
    if given is not None:
        raise BadField(f'"language" must be one of {", ".join(LANGUAGES)}')
    return None


def _moment(item: Item, name: str) -> datetime | None:
    given = _optional(item, name)
    try:
        return datetime.fromisoformat(given) if given else None
    except ValueError as problem:
        raise BadField(f'"{name}" must be an ISO date-time such as 2026-03-12T14:05') from problem


def _timezone(item: Item) -> str | None:
    given = _optional(item, "timezone")
    try:
        return ZoneInfo(given).key if given else None
    except (ValueError, OSError, KeyError) as problem:
        raise BadField('"timezone" must be a name such as Europe/Helsinki') from problem


def _channel(item: Item) -> str:
    channel = item.fields.get("channel") or "email"
    if channel not in CHANNELS:
        raise BadField(f'"channel" must be one of {", ".join(CHANNELS)}')
    return str(channel)


def _turns(item: Item, name: str) -> list[Turn]:
    turns = item.fields.get(name) or []
    if not isinstance(turns, list):
        raise BadField(f'"{name}" must be a list of objects with "role" and "text"')
    made = []
    for turn in turns:
        if not isinstance(turn, dict) or not isinstance(turn.get("text"), str):
            raise BadField(f'"{name}" must be a list of objects with "role" and "text"')
        if turn.get("role") not in ("customer", "agent"):
            raise BadField(f'"role" in "{name}" must be customer or agent')
        made.append(Turn(turn["role"], turn["text"].encode("utf-8", "replace").decode("utf-8")))
    return made


TASKS = {
    "read": Task(
        "Read customers' messages: what is going on, with the words that show it.",
        ".jsonl, .txt, .eml, .mbox, a folder of mails, or - for standard input (default)",
        _read,
    ),
    "review": Task("Check replies before they go out.", ".jsonl, or - for standard input (default)", _review),
    "step": Task(
        "Say what to do next in a conversation, and why.",
        ".jsonl, a mail, or - for standard input (default)",
        _step,
    ),
    "draft": Task(
        "Draft the answer to a customer, for a person to read over and send.",
        ".jsonl, a mail, or - for standard input (default)",
        _draft,
    ),
}
