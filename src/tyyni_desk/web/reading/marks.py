"""A customer's words as HTML, with a mark around those that caused a label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

_WORDS = re.compile(r"([\s<>\"']+)")  # as urlize parts them
_TOKEN = re.compile(r"[^\s<>\"']+")
_LINES = re.compile(r"(\r\n|\r|\n)")
_OF_LINKS = ("://", "@", ".")
_MAY_LINK = re.compile(r"://|@|\w\.\w")
_FAR = 2000  # no address is longer
Span = tuple[str, int, int]


def marked(text: str, reading: Mapping[str, Any] | None, *, more: Sequence[Span] = ()) -> SafeString:
    """Paragraphs with links and marks, ``more`` of them than the reading's; every other sign is escaped."""
    spans = [*_spans(text, reading), *((name, *_around_links(text, a, b)) for name, a, b in more)] if reading else []
    cuts = sorted({0, len(text), *(start for _, start, _ in spans), *(end for _, _, end in spans)})
    html = "".join(
        _piece(text[start:end], [signal for signal, first, last in spans if first <= start and end <= last])
        for start, end in pairwise(cuts)
    )
    return mark_safe(linebreaks(html, autoescape=False))


def _spans(text: str, reading: Mapping[str, Any]) -> Iterator[Span]:
    for item in reading["evidence"]:
        # The middle of a giant message is not read, and what follows stands elsewhere.
        if text[item["start"] : item["end"]] == item["text"]:
            yield (item["signal"], *_around_links(text, item["start"], item["end"]))
    order = reading["order"]
    if order and (at := text.find(order)) >= 0:
        yield "order", *_around_links(text, at, at + len(order))


def _around_links(text: str, start: int, end: int) -> tuple[int, int]:
    """A link is marked whole or its address would be cut."""
    first, last = _token(text, start), _token(text, end)
    return (first[0] if first else start), (last[1] if last else end)


def _token(text: str, at: int) -> tuple[int, int] | None:
    """The span of the link that ``at`` stands within."""
    before, after = _TOKEN.match(text[max(0, at - _FAR) : at][::-1]), _TOKEN.match(text, at, at + _FAR)
    if before is None or after is None:
        return None
    start, end = at - before.end(), after.end()
    return (start, end) if any(sign in text[start:end] for sign in _OF_LINKS) else None


def _piece(text: str, signals: list[str]) -> str:
    """A mark ends with its line, for a paragraph may end there too."""
    pieces = [_linked(line) for line in _LINES.split(text)]
    if not signals:
        return "".join(pieces)
    names = escape(" ".join(dict.fromkeys(signals)))
    return "".join(piece if not piece.strip() else f'<mark data-signal="{names}">{piece}</mark>' for piece in pieces)


def _linked(line: str) -> str:
    """Escaped, with links; looking for them is slow, and each is a word that holds one of a few signs."""
    if not _MAY_LINK.search(line):
        return escape(line)
    return "".join(
        urlize(word, nofollow=True, autoescape=True) if _MAY_LINK.search(word) else escape(word)
        for word in _WORDS.split(line)
    )
