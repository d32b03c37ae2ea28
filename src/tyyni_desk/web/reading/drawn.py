"""A message's words and labels as they are drawn, kept in this process for the next look at them."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tyyni_desk.care.anger import cause_of
from tyyni_desk.care.models import Reading
from tyyni_desk.conversations.models import Message
from tyyni_desk.web import words
from tyyni_desk.web.reading import labels as read_as
from tyyni_desk.web.reading.marks import marked


@dataclass(frozen=True, slots=True)
class Drawn:
    """``text`` has marks on the words that caused a label; ``strip`` is empty until the message was read."""

    text: SafeString
    strip: SafeString


def drawn(message: Message) -> Drawn:
    """Drawn anew only where something is different: all that it is made of is its key, so it is never out of date."""
    reading: Reading | None = getattr(message, "reading", None)  # a message that was not read has none
    # Version 2 writes equal values alike.
    made_of = marshal.dumps((message.text, get_language(), *(_facts(message, reading) if reading else ())), 2)
    kept, key = caches["drawn"], sha256(made_of).hexdigest()
    found: Drawn | None = kept.get(key)
    if found is None:
        found = _draw(message, reading)
        kept.set(key, found)
    return found


def _facts(message: Message, reading: Reading) -> tuple[Any, ...]:
    return message.pk, reading.temperature, reading.labels


def _draw(message: Message, reading: Reading | None) -> Drawn:
    if reading is None:
        return Drawn(marked(message.text, None), SafeString())
    labels: Mapping[str, Any] = reading.labels
    found = cause_of(message.text, labels)
    context = {
        "message_id": message.pk,
        "temperature": reading.temperature,
        "labels": list(read_as.labels(labels)),
        "cause": words.CAUSES[found.about] if found else "",
    }
    return Drawn(
        marked(message.text, labels, more=[("cause", found.start, found.end)] if found else []),
        render_to_string("desk/reading/_strip.html", context),
    )
