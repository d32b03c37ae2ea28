"""One text and everything that is derived from it once: normal form, words, sentences."""

from __future__ import annotations

import re
from functools import cached_property

from tyyni.text.normal import fold

Span = tuple[int, int]

_WORD = re.compile(rb"[0-9A-Za-z]+(?:['-][0-9A-Za-z]+)*")
# A run of signs or blanks is tried from its beginning only, so a long one costs its length and no more.
_BREAK = re.compile(rb"(?<![.!?])[.!?]++[\"')]*+\s+|(?<![^\S\n])[^\S\n]*+\n\s*")
# Words whose full stop ends no sentence, in the three languages.
_ABBREVIATIONS = re.compile(
    rb"(?:^|[\s(])(?:[A-Za-z]|esim|mm|ks|ns|nro|puh|klo|alk|n[rp]|ul|tzn|tel|godz|m\.in|itd|itp|pkt|str"
    rb"|mrs?|ms|dr|st|no|e\.g|i\.e|vs|approx|ref)$"
)


class Text:
    """A text as given, and its normal form. Spans of both are offsets into ``original``."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.folded, self._offsets = fold(original)

    def span(self, start: int, end: int) -> Span:
        """Translate a span of the normal form into one of the original."""
        if self._offsets is None:
            return start, end
        return self._offsets[start], self._offsets[end - 1] + 1 if end > start else self._offsets[end]

    def words_of(self, start: int, end: int) -> str:
        """The original characters behind a span of the normal form."""
        first, last = self.span(start, end)
        return self.original[first:last]

    @cached_property
    def words(self) -> list[Span]:
        """Spans of the words, in the normal form."""
        return [match.span() for match in _WORD.finditer(self.folded)]

    @cached_property
    def sentences(self) -> list[Span]:
        """Spans of the sentences, without the white space around them, in the normal form."""
        spans: list[Span] = []
        start = 0
        for match in _BREAK.finditer(self.folded):
            if self._ends_a_sentence(match):
                _add_stripped(spans, self.folded, start, match.end())
                start = match.end()
        _add_stripped(spans, self.folded, start, len(self.folded))
        return spans

    def _ends_a_sentence(self, match: re.Match[bytes]) -> bool:
        if not match[0].startswith(b".") or b"\n" in match[0]:
            return True
        if _ABBREVIATIONS.search(self.folded[max(0, match.start() - 8) : match.start()]):
            return False
        after_number = self.folded[match.start() - 1 : match.start()].isdigit()
        return not (after_number and self.words_of(match.end(), match.end() + 1).islower())


def _add_stripped(spans: list[Span], folded: bytes, start: int, end: int) -> None:
    piece = folded[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if end > start:
        spans.append((start, end))
