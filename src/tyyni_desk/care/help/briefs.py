"""The facts of a brief: who, what happened, what was tried and promised, the mood, what is asked (S0.14).

Nothing here says that a customer is vulnerable, or what they may do to themselves: that stands on their message alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tyyni.promises.clocks import ClockRule
from tyyni_desk.care.boundaries.models import Boundary
from tyyni_desk.care.boundaries.queries import boundaries_of
from tyyni_desk.care.clocks import queries as clocks
from tyyni_desk.care.clocks.models import Clock
from tyyni_desk.care.done import done
from tyyni_desk.care.ladder.models import Rung
from tyyni_desk.care.ladder.queries import rungs
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.care.promises.queries import owed
from tyyni_desk.care.request import Asked, request_of
from tyyni_desk.care.safety.queries import incidents_of
from tyyni_desk.care.story import Story, story_of
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Order

_LATEST = 3  # of the customer's messages, after the first one
_ANSWERS = 4
_LONGEST = 260
_UNREAD = {"threats": (), "abuse": "none"}
_FEW = 7  # words; a part of an answer that has no more greets or signs


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the customer's, without its abuse; ``words`` are empty where it must be read itself."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One answer of ours: who gave it, what it did (names of the engine's strengths) and how it begins."""

    at: datetime
    by: str
    deeds: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What a colleague must know. ``labels`` are of the last message, as the contract writes them."""

    conversation: Conversation
    orders: tuple[Order, ...]
    story: Story | None
    said: tuple[Said, ...]
    tried: tuple[Tried, ...]
    owed: tuple[Promise, ...]
    clocks: tuple[tuple[Clock, ClockRule, bool], ...]
    boundaries: tuple[Boundary, ...]
    rungs: tuple[Rung, ...]
    asked: Asked | None
    labels: Mapping[str, Any] | None
    temperature: int
    is_grave: bool  # somebody may be hurt


def brief_of(conversation: Conversation) -> Brief:
    """From what is stored: readings, promises, clocks, boundaries; so it costs no model."""
    said = conversation.messages.filter(kind=Message.Kind.CUSTOMER, is_automatic=False).select_related("reading")
    messages = list(said.order_by("created_at", "pk"))
    labels = [message.reading.labels for message in messages if hasattr(message, "reading")]
    asked = request_of(conversation)
    return Brief(
        conversation=conversation,
        orders=_orders(conversation, asked),
        story=story_of(conversation),
        said=tuple(_said(message) for message in [*messages[:1], *messages[1:][-_LATEST:]]),
        tried=tuple(_tried(conversation)),
        owed=tuple(owed(conversation)),
        clocks=tuple(clocks.shown(conversation)),
        boundaries=tuple(boundaries_of(conversation.customer)),
        rungs=tuple(rungs(conversation)),
        asked=asked,
        labels=labels[-1] if labels else None,
        temperature=conversation.temperature,
        is_grave=bool(incidents_of(conversation)),
    )


def _orders(conversation: Conversation, asked: Asked | None) -> tuple[Order, ...]:
    """Those that were named; else the only one there is."""
    if asked and asked.orders:
        return asked.orders
    owned = tuple(conversation.customer.orders.all()[:2])
    return owned if len(owned) == 1 else ()


def _said(message: Message) -> Said:
    """In their words; abuse is restated, unless it threatens, and danger to themselves is read where it stands."""
    labels: Mapping[str, Any] = message.reading.labels if hasattr(message, "reading") else _UNREAD
    if "self_harm" in labels["threats"]:
        return Said(message.created_at, "")
    is_restated = labels["abuse"] != "none" and "violence" not in labels["threats"]
    return Said(message.created_at, _short(labels["restated"] if is_restated else message.text))


def _tried(conversation: Conversation) -> Iterator[Tried]:
    deeds = defaultdict(list)
    for deed in done(conversation):
        deeds[deed.message].append(deed.name)
    answers = conversation.messages.filter(kind=Message.Kind.AGENT, is_automatic=False).select_related("agent")
    for answer in reversed(answers.order_by("-created_at", "-pk")[:_ANSWERS]):
        name = answer.agent.first_name if answer.agent else ""
        yield Tried(answer.created_at, name, tuple(deeds[answer.pk]), _short(_middle(answer.text)))


def _middle(text: str) -> str:
    """An answer without the line that greets and the lines that sign, where they stand by themselves."""
    parts = [part for part in text.strip().split("\n\n") if part.strip()]
    if len(parts) > 1 and len(parts[0].split()) <= _FEW:
        parts = parts[1:]
    if len(parts) > 1 and len(parts[-1].split()) <= _FEW:
        parts = parts[:-1]
    return "\n".join(parts)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
