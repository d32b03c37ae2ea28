"""How near texts of the labelled sets are to one another: shared rare character 5-grams, and the encoder's vectors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tyyni.models.encoder import encoder

_SIZE = 5
_COMMON = 10  # a 5-gram in more texts than this says nothing about copying
_FEW = 6  # texts that share fewer rare 5-grams than this cannot be near one another

Pair = tuple[float, str, str]


def closest_by_grams(texts: dict[str, str]) -> list[Pair]:
    """The shares of 5-grams that two texts have in common (Jaccard), largest first, with the ids of the two."""
    ids = list(texts)
    grams = [_grams(texts[identity]) for identity in ids]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(grams):
        for gram in found:
            holders[gram].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if 1 < len(numbers) <= _COMMON:
            shared.update((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    pairs = [
        (len(grams[a] & grams[b]) / len(grams[a] | grams[b]), ids[a], ids[b])
        for (a, b), count in shared.items()
        if count >= _FEW
    ]
    return sorted(pairs, reverse=True)


def _grams(text: str) -> set[str]:
    letters = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return {letters[i : i + _SIZE] for i in range(len(letters) - _SIZE + 1)}


def closest_by_meaning(some: dict[str, str], others: dict[str, str], most: int = 10) -> list[Pair]:
    """The likest pairs of one text of each side: cosine of the centred mean token vectors, largest first."""
    ids = [*some, *others]
    vectors = _vectors([*some.values(), *others.values()])
    cosines = vectors[: len(some)] @ vectors[len(some) :].T
    best = np.argsort(-cosines, axis=None)[:most]
    places = [np.unravel_index(number, cosines.shape) for number in best]
    return [(float(cosines[row, column]), ids[row], ids[len(some) + column]) for row, column in places]


def _vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    means = np.array([encoder().vectors(text).tokens.mean(0) for text in texts])
    centred = means - means.mean(0)
    unit: NDArray[np.float32] = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    return unit
