"""How a draft speaks beside how its customer writes: name, length, form of address. From the texts alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

import tyyni
from tyyni_desk.conversations.models import Conversation

_REGISTER = "H_REGISTER"


@dataclass(frozen=True, slots=True)
class Manner:
    """``name_uses`` is None where no name is known, ``their_words`` where the customer has said nothing."""

    name_uses: int | None
    words: int
    their_words: int | None
    is_near: bool  # to the customer's way of writing


def manner(conversation: Conversation, text: str, *, review: tyyni.Review, reading: tyyni.Reading | None) -> Manner:
    name = conversation.customer.first_name
    return Manner(
        name_uses=len(re.findall(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)) if name else None,
        words=len(text.split()),
        their_words=reading.style.words if reading else None,
        is_near=all(hint.code != _REGISTER for hint in review.hints),
    )
