"""Whether a reply says again what was sent before (row S3.2, science.md 2.13)."""

from __future__ import annotations

from collections.abc import Sequence

from tyyni.text.value import Text

_SAME = 0.8  # share of three-word runs; names, dates and numbers do not count
_FEWEST = 5


def repeats_earlier(reply: str, earlier: Sequence[str]) -> bool:
    """True when most of the reply's three-word runs stand in one earlier reply."""
    runs = _runs(reply)
    return len(runs) >= _FEWEST and any(len(runs & _runs(before)) >= _SAME * len(runs) for before in earlier)


def _runs(reply: str) -> frozenset[tuple[bytes, ...]]:
    text = Text(reply)
    words = [text.folded[start:end] for start, end in text.words]
    plain = [word for word in words if not any(48 <= byte <= 57 for byte in word)]
    return frozenset(zip(plain, plain[1:], plain[2:], strict=False))
