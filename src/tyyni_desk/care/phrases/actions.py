"""Keeps the list of phrases to avoid."""

from __future__ import annotations

from django.db import transaction

from tyyni_desk.care.phrases.models import AvoidedPhrase
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent


@transaction.atomic
def avoid(words: str, *, language: str, instead: str, by: Agent) -> AvoidedPhrase:
    """Put the words on the list; what was on it already gets the new wording."""
    plain = " ".join(words.lower().split())
    phrase, _ = AvoidedPhrase.objects.update_or_create(
        language=language, words=plain, defaults={"instead": " ".join(instead.split()), "by": by}
    )
    audit.note(by=by, action="phrase_avoided", subject=plain, detail={"language": language, "instead": phrase.instead})
    return phrase


@transaction.atomic
def allow(phrase: AvoidedPhrase, *, by: Agent) -> None:
    """Take it off the list."""
    audit.note(by=by, action="phrase_allowed", subject=phrase.words, detail={"language": phrase.language})
    phrase.delete()
