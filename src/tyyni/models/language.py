"""Which language a text is in: Finnish, Polish, English, or none of them ("und")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from math import exp
from typing import Literal

import numpy as np

from tyyni.text.normal import without_diacritics

Language = Literal["fi", "pl", "en", "und"]
LANGUAGES: tuple[Language, ...] = ("fi", "pl", "en", "und")
SIZES = (1, 2, 3, 4)
_ENOUGH = 600  # characters; more changes nothing
_MOST_CACHED = 20_000
_LETTERS_ONLY = bytes(byte if 65 <= byte <= 90 or 97 <= byte <= 122 else 32 for byte in range(256))


class LanguageModel:
    """A linear model over character n-grams of the normal form, with and without diacritics."""

    def __init__(self, weights: dict[bytes, tuple[float, ...]], bias: tuple[float, ...]) -> None:
        self._weights = weights
        self._bias = bias
        self._by_word: dict[bytes, tuple[int, tuple[float, ...]]] = {}

    def probabilities(self, folded: bytes) -> dict[Language, float]:
        """The probability of each language for a text in normal form."""
        known = [self._word(word) for word in folded[:_ENOUGH].translate(_LETTERS_ONLY).split()]
        count = sum(number for number, _ in known)
        if not count:
            return {language: float(language == "und") for language in LANGUAGES}
        logits = [
            sum(row[column] for _, row in known) / count**0.5 + self._bias[column] for column in range(len(LANGUAGES))
        ]
        powers = [exp(logit - max(logits)) for logit in logits]
        return {language: power / sum(powers) for language, power in zip(LANGUAGES, powers, strict=True)}

    def _word(self, word: bytes) -> tuple[int, tuple[float, ...]]:
        """How many n-grams of a word are known, and the sum of their weights."""
        if word not in self._by_word:
            if len(self._by_word) >= _MOST_CACHED:
                self._by_word.clear()
            rows = [row for gram in word_grams(word) if (row := self._weights.get(gram))]
            total = tuple(sum(row[column] for row in rows) for column in range(len(LANGUAGES)))
            self._by_word[word] = len(rows), total
        return self._by_word[word]


def grams(folded: bytes) -> list[bytes]:
    """Character n-grams within words, and whole words; digits and signs are left out."""
    return [gram for word in folded[:_ENOUGH].translate(_LETTERS_ONLY).split() for gram in word_grams(word)]


def word_grams(word: bytes) -> Iterator[bytes]:
    """The n-grams of one word, without diacritics and, where they differ, with them."""
    padded = b" " + word + b" "
    bare = without_diacritics(padded)
    for size in SIZES:
        for start in range(len(padded) - size + 1):
            yield bare[start : start + size]
            if padded != bare:
                yield padded[start : start + size]
    yield b"=" + bare


@cache
def language_model() -> LanguageModel:
    """The shipped model, read once a process."""
    with resources.files("tyyni.models").joinpath("weights/language.npz").open("rb") as stream:
        stored = np.load(stream)
        features = bytes(stored["features"].tobytes()).split(b"\n")
        rows = (stored["weights"].astype(np.float32) * stored["scale"]).tolist()
        weights = {feature: tuple(row) for feature, row in zip(features, rows, strict=True)}
        return LanguageModel(weights, tuple(stored["bias"].tolist()))
