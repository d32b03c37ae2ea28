"""What the engine says of a conversation now: the next step, and a draft's review. Nothing here writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

import tyyni
from tyyni.protocol.plays import Playbook
from tyyni_desk.care.models import Reading
from tyyni_desk.care.phrases.queries import by_language
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Agent

_ENGINE_LANGUAGES = ("fi", "pl", "en")
# Answers given before, against which a canned one is told; more would be slow and tell nothing new.
_EARLIER = 5
# What only a whole answer must have.
_OF_THE_WHOLE = ("F_NO_ACK", "F_NO_NEXT")


class Last(NamedTuple):
    """What the customer said last, and how it was read; while it is not, how the one before was."""

    text: str | None
    reading: tyyni.Reading | None


def _said(conversation: Conversation) -> QuerySet[Message]:
    return conversation.messages.exclude(kind=Message.Kind.NOTE).filter(is_automatic=False)


def turns(conversation: Conversation) -> list[tyyni.Turn]:
    """What customer and company said, without notes and machines' mail; read as agents corrected it.

    A message that was read before is not read again, unless a correction took back what it had from an earlier one.
    """
    known: dict[int, Reading] = {}
    stands = True
    for reading in readings_of(conversation):
        if stands or reading.as_read is not None:
            known[reading.message_id] = reading
        stands = stands and not _takes_back(reading)
    return [_turn(message, known.get(message.pk)) for message in _said(conversation)]


def history(message: Message) -> list[tyyni.Turn]:
    """What was said before ``message``, for reading it."""
    talk = Message.objects.filter(conversation=message.conversation_id, pk__lt=message.pk).exclude(kind="note")
    said = talk.select_related("reading").only("kind", "text", "reading__labels", "reading__as_read")
    return [_turn(before, getattr(before, "reading", None)) for before in said]


def readings_of(conversation: Conversation) -> QuerySet[Reading]:
    """In the order of the messages."""
    return Reading.objects.filter(message__conversation=conversation).order_by("message__created_at", "message_id")


def _turn(message: Message, reading: Reading | None) -> tyyni.Turn:
    role = "customer" if message.kind == Message.Kind.CUSTOMER else "agent"
    known = value_of(reading) if reading else None
    return tyyni.Turn(role, message.text, known, is_corrected=bool(reading and reading.as_read is not None))


def _takes_back(reading: Reading) -> bool:
    """What a message leaves open is taken from the ones before it: the order, and that it is no first contact."""
    return reading.as_read is not None and any(
        reading.as_read[name] != reading.labels[name] for name in ("order", "repeat")
    )


def step(conversation: Conversation, *, book: Playbook | None = None) -> tyyni.Step | None:
    """What the protocol says to do now, by the shipped playbook or ``book``; None while the customer is silent."""
    said = turns(conversation)
    if not any(turn.role == "customer" for turn in said):
        return None
    return tyyni.next_step(
        said,
        channel=conversation.channel,
        name=conversation.customer.first_name or None,
        language=language_of(conversation),
        profile=profile(),
        book=book,
    )


def because(conversation: Conversation, step: tyyni.Step) -> list[dict[str, Any]]:
    """The words that ask for the step, each with the message that holds them."""
    numbers = list(_said(conversation).values_list("pk", flat=True))
    return [{"text": item.text, "message": numbers[item.turn - 1]} for item in step.why]


def last_reading(conversation: Conversation) -> tyyni.Reading | None:
    """How the customer's last message was read, as the engine's own value."""
    row = readings_of(conversation).last()
    return value_of(row) if row else None


def last_said(conversation: Conversation) -> Last:
    asked = conversation.messages.filter(kind=Message.Kind.CUSTOMER, is_automatic=False)
    text, labels = asked.values_list("text", "reading__labels").last() or (None, None)
    return Last(text, _value(labels) if labels else last_reading(conversation))


def value_of(row: Reading) -> tyyni.Reading:
    """A kept reading as the engine's own value."""
    return _value(row.labels)


def _value(labels: Mapping[str, Any]) -> tyyni.Reading:
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in labels.items()}
    plain["style"] = tyyni.Style(**labels["style"])
    plain["evidence"] = tuple(tyyni.Evidence(**found) for found in labels["evidence"])
    return tyyni.Reading(**plain)


def language_of(conversation: Conversation) -> Any:  # one of the engine's literals, or None for its own guess
    return conversation.language if conversation.language in _ENGINE_LANGUAGES else None


def review(conversation: Conversation, text: str, *, asked: Last | None = None) -> tyyni.Review:
    """Review a draft against what it answers. It is its author's alone: nothing of it is kept."""
    asked = asked or last_said(conversation)
    said = conversation.messages.filter(kind=Message.Kind.AGENT).order_by("-pk").values_list("text", flat=True)
    return tyyni.review(
        text,
        message=asked.text,
        name=conversation.customer.first_name or None,
        channel=conversation.channel,
        language=language_of(conversation),
        sent_at=timezone.localtime(),
        timezone=timezone.get_current_timezone_name(),
        earlier=list(said[:_EARLIER]),
        profile=profile(),
        reading=asked.reading,
        phrases=by_language(),
    )


def faults_of_a_part(text: str, *, language: Any) -> tuple[tyyni.Fault, ...]:  # language: one of the engine's literals
    """The faults of words that become a part of some answer, such as a snippet's."""
    if not text.strip():
        return ()
    found = tyyni.review(text, language=language, channel="email", profile=profile())
    return tuple(fault for fault in found.faults if fault.code not in _OF_THE_WHOLE)


def remarks(text: str, *, language: Any) -> tuple[tyyni.Fault | tyyni.Hint, ...]:
    """What is wrong or hard to understand in words that many customers will get (S0.10)."""
    if not text.strip():
        return ()
    found = tyyni.review(text, language=language, channel="email", profile=profile(), phrases=by_language())
    return (*faults_of_a_part(text, language=language), *found.hints)


def suggestion(conversation: Conversation, *, agent: Agent, more: Mapping[str, Any] | None = None) -> tyyni.Draft:
    """A draft to start from, with ``more`` facts; raises ValueError while the customer has said nothing."""
    reading = last_reading(conversation)
    order = conversation.customer.orders.first()
    named = (reading and reading.order) or (order.number if order else None)
    facts = {"sender": agent.first_name, "order": named, **(more or {})}
    return tyyni.draft(
        turns=turns(conversation),
        name=conversation.customer.name or None,
        facts={name: value for name, value in facts.items() if value},
        channel=conversation.channel,
        language=language_of(conversation),
        profile=profile(),
    )


def profile() -> Literal["fast", "full"]:
    """Which of the engine's two the desk runs on."""
    return "fast" if settings.READING_PROFILE == "fast" else "full"
