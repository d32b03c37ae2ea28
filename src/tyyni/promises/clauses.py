"""Sentences of a reply, cut into clauses: where one promise ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import re2

from tyyni.lexicon.patterns import translate
from tyyni.lexicon.rules import Language, pack_file
from tyyni.text.value import Span, Text

_KINDS = ("join", "contrast", "relative", "aside", "that")
_BULLET = re.compile(rb"(?:[-*\x7f]+|\d{1,2}[.)])\s+")
_ENDS = re.compile(rb"[\s.,;:!?()-]+$")
_UNFINISHED = re.compile(rb"[^.!?:;]\n$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause; the span is in the normal form.

    ``opens`` says how it begins: plain, join ("and"), contrast ("but"), that, relative ("which") or aside (a condition,
    a reason). It ``turns`` when it begins a statement of its own ("and you can …", "and if …"), and ``arrives`` when it
    says that what was sent is there ("and is with you on Friday"). An ``other`` one denies, tells
    what was, or asks something of the customer. It ``refers`` to what was
    said before ("it is with you on Friday") or ``results`` from what a question asks for ("…, so I can refund it?").
    """

    start: int
    end: int
    opens: str
    turns: bool
    arrives: bool
    other: bool
    refers: bool
    results: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, in clauses."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    asks: bool  # ends in a question mark


def sentences(text: Text, language: Language, whole: Sequence[Span] = ()) -> Iterator[Sentence]:
    """Every sentence; no clause ends inside one of the ``whole`` spans (times, in reading order)."""
    for start, end in _unwrapped(text):
        bullet = _BULLET.match(text.folded, start, end)
        start = bullet.end() if bullet else start
        asks = b"?" in text.folded[text.folded.rfind(b" ", start, end) + 1 : end]
        yield Sentence(start, end, tuple(_clauses(text.folded, start, end, language, whole)), asks)


def _unwrapped(text: Text) -> Iterator[Span]:
    """Sentences of the text; a mail's lines that were broken in mid-sentence are one."""
    before: Span | None = None
    for start, end in text.sentences:
        if before and _goes_on(text, before[1], start):
            before = before[0], end
            continue
        if before:
            yield before
        before = start, end
    if before:
        yield before


def _goes_on(text: Text, end: int, start: int) -> bool:
    one_break = _UNFINISHED.match(text.folded[end - 1 : start])
    return bool(one_break) and text.words_of(start, start + 1).islower()


def _clauses(folded: bytes, start: int, end: int, language: Language, whole: Sequence[Span]) -> Iterator[Clause]:
    cuts, opening = _cuts(language)
    inside = [span for span in whole if span[1] > start and span[0] < end]
    opened = start
    for cut in cuts.finditer(folded[start:end]):
        at = start + cut.start()
        after = at + len(cut[1] or cut[2])
        if any(first <= at < last for first, last in inside):
            continue
        if clause := _clause(folded, opened, at, opening):
            yield clause
        opened = after
    if clause := _clause(folded, opened, end, opening):
        yield clause


def _clause(folded: bytes, start: int, end: int, opening: dict[str, re2.Pattern]) -> Clause | None:
    ending = _ENDS.search(folded[start:end])
    end = start + ending.start() if ending else end
    start += len(folded[start:end]) - len(folded[start:end].lstrip())
    kind = _kind(folded[start:end], opening)
    results = bool(opening["results"].match(folded[start:end]))
    turns = arrives = False
    if kind in ("join", "contrast"):  # "and" is no part of the clause; "if" and "that" are
        start += len(opening[kind].match(folded[start:end])[0])
        is_condition = bool(opening["aside"].match(folded[start:end]))
        kind = "aside" if is_condition else kind
        turns = is_condition or bool(opening["turns"].match(folded[start:end]))
        arrives = bool(opening["arrives"].match(folded[start:end]))
    refers = bool(opening["refers"].match(folded[start:end]))
    other = bool(opening["other"].search(folded[start:end]))
    return Clause(start, end, kind, turns, arrives, other, refers, results) if start < end else None


def _kind(clause: bytes, opening: dict[str, re2.Pattern]) -> str:
    return next((kind for kind in _KINDS if opening[kind].match(clause)), "plain")


@cache
def _cuts(language: Language) -> tuple[re2.Pattern, dict[str, re2.Pattern]]:
    """Where a clause may end, and how the next may begin; words that open one without a comma cut as well."""
    words = pack_file(language, "clauses")
    opening = {
        kind: _regex(rf"^(?:{words[kind]})\b\s*", language)
        for kind in (*_KINDS, "turns", "arrives", "refers", "results")
    }
    opening["other"] = _regex(words["other"], language)
    cuts = _regex(rf"([,;:]\s+|\s-+\s+|\s*[()]\s*)|(\s+)(?:{words['cut']})\b", language)
    return cuts, opening


def _regex(find: str, language: Language) -> re2.Pattern:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(translate(find, language).encode("latin-1"), options)
