"""Linear heads over words: fast enough for every keystroke, and every word's share can be told."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from tyyni.models.features import SURFACE, pair, pieces, surface
from tyyni.text.value import Text

Floats = NDArray[np.float32]
_MOST_CACHED = 20_000
_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Scores:
    """Logits of every column, and how much each word (row) and dense feature added to them."""

    logits: Floats  # columns
    by_word: Floats  # words × columns
    by_dense: Floats  # dense features × columns


class LexicalHeads:
    """One weight row for each word, piece or pair; columns as in ``training/tasks.py``."""

    def __init__(self, stored: dict[str, NDArray[np.generic]]) -> None:
        features = bytes(stored["features"].tobytes()).split(b"\n")
        self._row = {feature: number for number, feature in enumerate(features)}
        self._weights = stored["weights"]  # int8; as floats they would take four times the memory
        self._scale = stored["scale"].astype(np.float32)
        self._dense = stored["dense"].astype(np.float32)
        self._bias = stored["bias"].astype(np.float32)
        self.signals = tuple(bytes(stored["signals"].tobytes()).decode().split("\n"))
        self._by_word: dict[bytes, tuple[Floats, int]] = {}

    def scores(self, text: Text, signals: dict[str, float], channel: str) -> Scores:
        """Score a text; ``signals`` are rule signals with their weight (0..1)."""
        words = [text.folded[start:end] for start, end in text.words[:_MOST_WORDS]]
        by_word = np.zeros((len(words), self._bias.size), np.float32)
        size = 1
        for number, word in enumerate(words):
            total, count = self._word(word)
            by_word[number] = total
            size += count
        size += self._add_pairs(words, by_word)
        by_word /= np.sqrt(size)

        dense = np.array([signals.get(name, 0.0) for name in self.signals] + surface(text, channel), np.float32)
        by_dense = dense[:, None] * self._dense
        logits = self._bias + by_word.sum(0) + by_dense.sum(0)
        return Scores(logits, by_word, by_dense[: -len(SURFACE)])

    def _word(self, word: bytes) -> tuple[Floats, int]:
        if word not in self._by_word:
            if len(self._by_word) >= _MOST_CACHED:
                self._by_word.clear()
            rows = [self._row[piece] for piece in pieces(word) if piece in self._row]
            self._by_word[word] = self._rows(rows).sum(0), len(rows)
        return self._by_word[word]

    def _add_pairs(self, words: list[bytes], by_word: Floats) -> int:
        found = 0
        for number, (first, second) in enumerate(itertools.pairwise(words)):
            row = self._row.get(pair(first, second))
            if row is not None:
                half = self._rows([row])[0] / 2
                by_word[number] += half
                by_word[number + 1] += half
                found += 1
        return found

    def _rows(self, numbers: list[int]) -> Floats:
        return self._weights[numbers].astype(np.float32) * self._scale


@cache
def lexical_heads() -> LexicalHeads:
    """The shipped heads for a message, read once a process."""
    return _shipped("lexical")


@cache
def sentence_heads() -> LexicalHeads:
    """The shipped heads for a sentence of a reply, read once a process."""
    return _shipped("sentences")


def _shipped(name: str) -> LexicalHeads:
    with resources.files("tyyni.models").joinpath(f"weights/{name}.npz").open("rb") as stream:
        return LexicalHeads(dict(np.load(stream)))
