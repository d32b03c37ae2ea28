"""Which language a text is in: Finnish, Polish, English, or none of them ("und")."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

import numpy as np

from tyyni.text.normal import without_diacritics

Language = Literal["fi", "pl", "en", "und"]
LANGUAGES: tuple[Language, ...] = ("fi", "pl", "en", "und")
SIZES = (1, 2, 3, 4)
_ENOUGH = 600  # characters; more changes nothing
_UNKNOWN = LANGUAGES.index("und")


class LanguageModel:
    """A linear model over character n-grams of the normal form, with and without diacritics."""

    def __init__(self, weights: dict[bytes, tuple[float, ...]], bias: tuple[float, ...]) -> None:
        self._weights = weights
        self._bias = bias

    def probabilities(self, folded: bytes) -> dict[Language, float]:
        """The probability of each language for a text in normal form."""
        totals = [0.0] * len(LANGUAGES)
        count = 0
        for gram in grams(folded):
            if row := self._weights.get(gram):
                count += 1
                for column, weight in enumerate(row):
                    totals[column] += weight
        if not count:
            return {language: float(language == "und") for language in LANGUAGES}
        logits = np.array(totals) / count**0.5 + self._bias
        powers = np.exp(logits - logits.max())
        return dict(zip(LANGUAGES, (powers / powers.sum()).tolist(), strict=True))


def grams(folded: bytes) -> list[bytes]:
    """Character n-grams within words, and whole words; digits and signs are left out."""
    letters = bytes(byte if 65 <= byte <= 90 or 97 <= byte <= 122 else 32 for byte in folded[:_ENOUGH])
    found = []
    for word in letters.split():
        padded = b" " + word + b" "
        bare = without_diacritics(padded)
        for size in SIZES:
            for start in range(len(padded) - size + 1):
                found.append(bare[start : start + size])
                if padded != bare:
                    found.append(padded[start : start + size])
        found.append(b"=" + bare)
    return found


@cache
def language_model() -> LanguageModel:
    """The shipped model, read once a process."""
    with resources.files("tyyni.models").joinpath("weights/language.npz").open("rb") as stream:
        stored = np.load(stream)
        features = bytes(stored["features"].tobytes()).split(b"\n")
        rows = (stored["weights"].astype(np.float32) * stored["scale"]).tolist()
        weights = {feature: tuple(row) for feature, row in zip(features, rows, strict=True)}
        return LanguageModel(weights, tuple(stored["bias"].tolist()))
