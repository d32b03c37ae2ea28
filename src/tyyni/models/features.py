"""What the lexical heads see: pieces of words, pairs of words, rule signals and the look of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log1p

from tyyni.text.normal import without_diacritics
from tyyni.text.value import Text

SHORTEST, LONGEST = 3, 5
_LONGEST_WORD = 40
_NUMBER = re.compile(rb"\d")
SURFACE = (
    "capitals",
    "exclamations",
    "questions",
    "dots",
    "digits",
    "words",
    "angry_face",
    "finger",
    "laugh",
    "smile",
    "tear",
    "eye_roll",
    "danger",
    "chat",
    "review",
    "note",
)
_FACES = {
    "angry_face": b"\x80",
    "finger": b"\x81",
    "laugh": b"\x82",
    "smile": b"\x83",
    "tear": b"\x84",
    "eye_roll": b"\x87",
    "danger": b"\x86",
}
_CHANNELS = {"chat": "chat", "review": "review", "phone_note": "note", "store_note": "note"}


def pieces(word: bytes) -> Iterator[bytes]:
    """A word of the normal form as the word itself and its character n-grams without diacritics.

    Digits become 0: a number's shape may matter, its value never does.
    """
    word = _NUMBER.sub(b"0", word[:_LONGEST_WORD])
    yield b"=" + word
    padded = b"_" + without_diacritics(word) + b"_"
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]


def pair(first: bytes, second: bytes) -> bytes:
    """Two neighbouring words as one feature, without diacritics."""
    joined = first[:_LONGEST_WORD] + b"+" + second[:_LONGEST_WORD]
    return without_diacritics(_NUMBER.sub(b"0", joined))


def surface(text: Text, channel: str) -> list[float]:
    """How the text looks, in the order of SURFACE: each about 0..1, logarithmic for counts."""
    folded = text.folded
    letters = sum(character.isalpha() for character in text.original) or 1
    capitals = sum(character.isupper() for character in text.original)
    counts = {
        "exclamations": folded.count(b"!"),
        "questions": folded.count(b"?"),
        "dots": folded.count(b".."),
        "digits": sum(48 <= byte <= 57 for byte in folded),
        "words": len(text.words),
    } | {name: folded.count(face) for name, face in _FACES.items()}
    values = {name: log1p(count) / 2 for name, count in counts.items()}
    values["words"] /= 2
    values["capitals"] = capitals / letters if letters > 5 else 0.0
    if channel in _CHANNELS:
        values[_CHANNELS[channel]] = 1.0
    return [values.get(name, 0.0) for name in SURFACE]
