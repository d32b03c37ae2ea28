"""What our answers have done already, each with the sentence that did it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tyyni.review.reviewer import shown_by_sentence
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
        text = message.text[:_LONGEST]
        # The step engine has heard the same sentences in the same way, so they cost nothing here.
        for (start, end), strengths in shown_by_sentence(
            text, language=language, channel=conversation.channel, profile="fast"
        ):
            yield from (Deed(name, message.pk, " ".join(text[start:end].split())) for name in strengths)
