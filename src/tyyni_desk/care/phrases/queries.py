"""Reads the phrases to avoid, as the engine's review takes them."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import QuerySet

from tyyni_desk.care.phrases.models import AvoidedPhrase


def avoided() -> QuerySet[AvoidedPhrase]:
    return AvoidedPhrase.objects.select_related("by")


def by_language() -> dict[str, dict[str, str]]:
    """What to write instead of which words, in each language."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for language, words, instead in AvoidedPhrase.objects.values_list("language", "words", "instead"):
        found[language][words] = instead
    return dict(found)
