"""Phrases that the company itself means to avoid, and what it writes instead (row S2.15). The caller brings them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tyyni.lexicon.rules import Language
from tyyni.review.hints.case import Case
from tyyni.review.result import Hint

_FIXED = 3  # letters that no case of a word changes; a word of no more has one form
_CHANGING = {"fi": 2, "pl": 2, "en": 0}  # letters at the end that may change
_ENDING = {"fi": r"\w{0,7}", "pl": r"\w{0,4}", "en": "(?:'?s)?"}


def house(case: Case) -> Iterator[Hint]:
    """Each phrase once, in any of its forms."""
    text = case.draft.text
    for words, instead in case.phrases.items():
        found = _pattern(words, case.draft.language).search(text)
        if found:
            yield case.hint("H_HOUSE", found.span(), fix=instead)


@lru_cache(1024)
def _pattern(words: str, language: Language) -> re.Pattern[str]:
    forms = r"\s+".join(_form(word, language) for word in words.split())
    return re.compile(rf"(?<!\w){forms}(?!\w)", re.IGNORECASE)


def _form(word: str, language: Language) -> str:
    """The word with any ending, where it is long enough to be known by its beginning."""
    if not word.isalpha() or len(word) <= _FIXED:
        return re.escape(word)
    stem = word[: max(_FIXED, len(word) - _CHANGING[language])]
    return re.escape(stem) + _ENDING[language]
