"""How hard a reply is to read, in each language: sentences, words, double negatives, unnamed matters, jargon.

Rows S0.10 and S4.3; science.md 2.1. Measures and thresholds are in ``readability.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from tyyni.lexicon.rules import Language, pack_file
from tyyni.review.hints.case import Case, Place
from tyyni.review.result import Hint
from tyyni.text.normal import without_diacritics
from tyyni.text.value import Text

_FEWEST_WORDS = 25  # a score of less says nothing
_FEWEST_IN_SENTENCE = 12
_REMEMBERED = 4096
_SAME_BEGINNING = 5
_VAGUE_WITHOUT_MESSAGE = 3
_JARGON_ENOUGH = 0.6  # weak words of office language count only when there are two


@dataclass(frozen=True, slots=True)
class Measure:
    """What counts as long and hard in a language."""

    longest: int
    hard: float
    syllables: int
    vowels: re.Pattern[bytes]
    abstract: re.Pattern[bytes]
    common: frozenset[bytes]


def readability(case: Case) -> Iterator[Hint]:
    """Long sentences, then the hardest one of a reply that is hard as a whole."""
    measure = _measure(case.draft.language)
    for line, span in zip(case.draft.lines, case.draft.spans, strict=True):
        if len(line.text.words) > measure.longest:
            yield case.hint("H_LONG_SENTENCE", span)
            return
    loads = [_load(line.text.original, case.draft.language) for line in case.draft.lines]
    full = [(words, hard) for words, hard in loads if words > 1]
    if sum(words for words, _ in full) >= _FEWEST_WORDS and _score(full) > measure.hard:
        eligible = [number for number, (words, _) in enumerate(loads) if words >= _FEWEST_IN_SENTENCE]
        hardest = max(eligible or range(len(loads)), key=lambda number: _score([loads[number]]))
        yield case.hint("H_HARD_TO_READ", case.draft.spans[hardest])


def _score(loads: list[tuple[int, int]]) -> float:
    words = sum(words for words, _ in loads)
    return 0.4 * (words / len(loads) + 100 * sum(hard for _, hard in loads) / max(words, 1))


@lru_cache(_REMEMBERED)
def _load(sentence: str, language: Language) -> tuple[int, int]:
    """How many words a sentence has, and how many of them are hard."""
    text = Text(sentence)
    measure = _measure(language)
    words = [text.folded[start:end] for start, end in text.words]
    return len(words), sum(_is_hard(word, measure) for word in words)


def _is_hard(word: bytes, measure: Measure) -> bool:
    syllables = len(measure.vowels.findall(word))
    return syllables >= measure.syllables - bool(measure.abstract.fullmatch(word))


@cache
def _measure(language: Language) -> Measure:
    table = tomllib.loads(resources.files("tyyni.review.hints").joinpath("readability.toml").read_text("utf-8"))[
        language
    ]
    return Measure(
        table["longest"],
        table["hard"],
        table["syllables"],
        re.compile(table["vowels"].encode()),
        re.compile(table["abstract"].encode()),
        frozenset(beginning.encode()[:_SAME_BEGINNING] for beginning in table["common"]),
    )


def double_negation(case: Case) -> Iterator[Hint]:
    """The first pair of negatives that cancel each other."""
    for place in case.found.get("hint.double_negation", ())[:1]:
        yield case.hint("H_DOUBLE_NEGATION", place.span)


def ambiguous(case: Case) -> Iterator[Hint]:
    """The first "matter" of a reply that names nothing of what the customer wrote about."""
    vague = case.found.get("hint.vague", [])
    if vague and not _names_something(case, vague):
        yield case.hint("H_AMBIGUOUS", vague[0].span)


def _names_something(case: Case, vague: list[Place]) -> bool:
    if case.message is None:
        return len(vague) < _VAGUE_WITHOUT_MESSAGE or any(c.isdigit() for c in case.draft.text)
    own, theirs = _named(case.draft.text, case.draft.language), _named(case.message, case.draft.language)
    return not theirs or bool(own & theirs)


@lru_cache(256)
def _named(text: str, language: Language) -> frozenset[bytes]:
    """The beginnings of the words that may name something, and the numbers."""
    value = Text(text)
    words = [without_diacritics(value.folded[start:end]) for start, end in value.words]
    numbers = {word for word in words if len(word) > 1 and any(48 <= byte <= 57 for byte in word)}
    beginnings = {word[:_SAME_BEGINNING] for word in words if len(word) >= _SAME_BEGINNING - 1}
    return frozenset(beginnings - _measure(language).common) | frozenset(numbers)


def jargon(case: Case) -> Iterator[Hint]:
    """The first word of office language, where there is a strong one or two weak ones."""
    places = case.found.get("fault.jargon", [])
    if sum(place.finding.phrase.weight for place in places) >= _JARGON_ENOUGH:
        plain: dict[str, str] = pack_file(case.draft.language, "advice")["H_JARGON"]["words"]
        word = case.draft.text[slice(*places[0].span)]
        yield case.hint("H_JARGON", places[0].span, fix=plain.get(word.lower()))
