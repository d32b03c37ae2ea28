"""What our answers have done already, each with the sentence that did it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import tyyni
from tyyni.text.value import Text
from tyyni_desk.care.queries import language_of
from tyyni_desk.conversations.models import Conversation, Message

_LAST = 5  # answers; what was said before them is no longer in anybody's mind
_LONGEST = 4000
# The strengths that are a step of the protocol, in its order.
DEEDS = (
    "question",
    "acknowledge",
    "apology_specific",
    "boundary_polite",
    "solution",
    "alternative",
    "next_step_time",
    "handover_clear",
)


@dataclass(frozen=True, slots=True)
class Deed:
    """``name`` is the strength's; ``message`` is the answer that holds the words."""

    name: str
    message: int
    words: str


def done(conversation: Conversation) -> list[Deed]:
    """The last sentence that did each deed."""
    found = {deed.name: deed for deed in _deeds(conversation)}
    return [found[name] for name in DEEDS if name in found]


def _deeds(conversation: Conversation) -> Iterator[Deed]:
    answers = conversation.messages.filter(kind=Message.Kind.AGENT, is_automatic=False).order_by("-created_at", "-pk")
    language = language_of(conversation)
    for message in reversed(answers[:_LAST]):
        for words in _sentences(message.text):
            strengths = tyyni.review(words, language=language, channel=conversation.channel, profile="fast").strengths
            yield from (Deed(name, message.pk, words) for name in strengths)


def _sentences(text: str) -> Iterator[str]:
    value = Text(text[:_LONGEST])
    for sentence in value.sentences:
        start, end = value.span(*sentence)
        if words := " ".join(value.original[start:end].split()):
            yield words
