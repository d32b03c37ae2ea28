"""A draft that tells the customer a new time before the promised one, in their language."""

from __future__ import annotations

from django.utils import timezone

from tyyni_desk.care.hours import Hours, hours_of
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.care.promises.queries import owed
from tyyni_desk.conversations.models import Conversation

_DAYS = 2
# The promise stands in its own words: by them the desk knows which one the answer moves.
_TEXTS = {
    "fi": "Lupasimme teille: ”{words}”. Emme ehdi siihen mennessä, ja pahoittelemme sitä. "
    "Hoidamme asian {day} mennessä.",
    "pl": "Obiecaliśmy: „{words}”. Nie zdążymy w tym terminie i przepraszamy za to. Załatwimy to do {day}.",
    "en": "We promised you: “{words}”. We cannot make that time, and we are sorry for it. "
    "We will get it done by {day}.",
}
_DAY = {"fi": "{0.day}.{0.month}.{0.year}", "pl": "{0.day}.{0.month:02}.{0.year}", "en": "{0.day} {0:%B} {0.year}"}


def draft(promise: Promise, conversation: Conversation, *, hours: Hours) -> str:
    """The new time is two days from now, moved off weekends and holidays; the agent writes another over it."""
    language = conversation.language if conversation.language in _TEXTS else "en"
    new = hours.after_days(timezone.now(), _DAYS)
    return _TEXTS[language].format(words=promise.words, day=_DAY[language].format(new))


def drafts(conversation: Conversation) -> list[tuple[Promise, str]]:
    """Everything that is owed here, each with its draft."""
    rows = list(owed(conversation))
    hours = hours_of(conversation) if rows else None
    return [(row, draft(row, conversation, hours=hours)) for row in rows if hours]
