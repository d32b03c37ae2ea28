"""Pick the span of a text that is a name or a reference: candidates scored by where and how they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp
from typing import Literal

Field = Literal["name", "order"]
_NAME_WORD = r"[^\W\d_](?:[^\W\d_]|['’`-](?=[^\W\d_]))*\.?"
_WORDS = re.compile(_NAME_WORD)
_PARTICLES = {"von", "van", "der", "de", "af", "ja", "i", "and", "&", "of"}
_TOKENS = re.compile(r"[\w€$£%]+|[^\w\s]")
_NAME_GAPS = {" ", " & ", "\t", "  "}
_MOST_NAME_WORDS = 5
_LONGEST_NAME = 60
_SIGNS = " \t\n.!*:)(;<3x"
_ORDER = re.compile(r"(?<![\w@])(?:[A-Z]{1,4}[ ])?(?=[\w./-]{0,11}\d)\w[\w]*(?:[-/.:_]\w+|[ \t](?=\d{2})\d+){0,5}")
# A date in numbers is no reference, whatever stands before it; with slashes ("2/11/2024") it may be an invoice's.
_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d|20\d\d-\d\d-\d\d")
# What is called an order's number is one, however it looks: "my order number is 10233", "zamówienie 7001".
_CALLED = re.compile(
    r"(?:\b(?:order|booking|reservation|invoice|reference|ticket|case) ?(?:no|number|num|nr|ref|id)\b"
    r"|(?:(?:tilau|varau)(?:s|ksen)|laskun?|viite|asian?)[ -]?numero\w*"
    r"|\b(?:nr|numer\w*)\.? (?:zamówienia|faktury|rezerwacji|sprawy|zgłoszenia)"
    r"|\b(?:zamówieni\w{1,4}|tilau(?:s|kse)\w{0,6}))"
    r"[.: #=-]*(?:(?:is|was|on|oli|to|jest|=)[: ]*)?$",
    re.IGNORECASE,
)
_IS_CALLED = "called"
_LEAST_CALLED = 4  # characters; what is shorter counts things
_SURE = 2.0
_MOST_CANDIDATES = 400
_LONGEST = 6000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the text as given, with what can be seen of it and around it."""

    start: int
    end: int
    features: tuple[str, ...]


class SpanModel:
    """A logistic model over the features of a candidate, one set of weights a field."""

    def __init__(self, stored: dict[str, dict[str, float]]) -> None:
        self._stored = stored

    def best(self, text: str, field: Field) -> tuple[int, int, float] | None:
        """Return start, end and probability of the best candidate; None if none is likely enough.

        Many candidates share one name, so each alone is unlikelier than the best of them is; the threshold of a
        field makes up for that.
        """
        weights = self._stored[field]
        bias = weights["bias"]
        least = weights["threshold"] + _SURE
        scored = []
        for candidate in candidates(text, field):
            score = bias + sum(weights.get(feature, 0.0) for feature in candidate.features)
            scored.append((max(score, least) if _IS_CALLED in candidate.features else score, candidate))
        score, best = max(scored, key=lambda pair: pair[0], default=(-9.0, None))
        over = score - weights["threshold"]
        if best is None or over < 0:
            return None
        return best.start, best.end, 1 / (1 + exp(-over))


def candidates(text: str, field: Field) -> Iterator[Candidate]:
    """The spans that may be the field, at most 400, in reading order."""
    found = _name_spans(text) if field == "name" else _order_spans(text)
    for number, (start, end) in enumerate(found):
        if number >= _MOST_CANDIDATES:
            return
        yield Candidate(start, end, tuple(_features(text, start, end, field)))


def _name_spans(text: str) -> Iterator[tuple[int, int]]:
    # People who write without capitals sign without them, alone at the very end.
    closing = len(text.rstrip(_SIGNS))
    for start, end in _kept_parts(text):
        words = [match.span() for match in _WORDS.finditer(text, start, end)]
        for first, (begin, _) in enumerate(words):
            if text[begin].isupper() or first >= len(words) - 2 * _MOST_NAME_WORDS:
                yield from _names_from(text, words[first : first + _MOST_NAME_WORDS], closing)


def _names_from(text: str, words: list[tuple[int, int]], closing: int) -> Iterator[tuple[int, int]]:
    """The spans that begin at the first of ``words`` and may be one name."""
    begin = words[0][0]
    capitals, finish = True, begin
    for start, end in words:
        # A gap of more than a blank or an ampersand ends what may be one name.
        if start > begin and text[finish:start] not in _NAME_GAPS:
            return
        finish, word = end, text[start:end]
        is_particle = word in _PARTICLES
        capitals = capitals and (word[0].isupper() or is_particle)
        if not capitals and end < closing - _LONGEST_NAME:
            return
        if (is_particle and start > begin) or (begin == start and is_particle):
            continue
        if capitals or end >= closing:
            yield begin, finish - (text[finish - 1] == ".")
            if text[finish - 1] == "." and len(word) == 2:
                yield begin, finish  # an initial keeps its full stop: "Anna K."


def _kept_parts(text: str) -> list[tuple[int, int]]:
    """The beginning and the end, where people say who they are."""
    if len(text) <= _LONGEST:
        return [(0, len(text))]
    return [(0, _LONGEST // 2), (len(text) - _LONGEST // 2, len(text))]


def _order_spans(text: str) -> Iterator[tuple[int, int]]:
    for begin, finish in _kept_parts(text):
        for match in _ORDER.finditer(text, begin, finish):
            start, end = match.span()
            if _DATE.fullmatch(match[0]):
                continue
            yield start, end
            for blank in re.finditer(" ", match[0]):
                yield start, start + blank.start()
                yield start + blank.end(), end


def _features(text: str, start: int, end: int, field: Field) -> Iterator[str]:
    inside = text[start:end]
    before = _TOKENS.findall(text[max(0, start - 60) : start].lower())
    after = _TOKENS.findall(text[end : end + 40].lower())
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : len(text) if line_end < 0 else line_end]

    previous = before[-1] if before else "^"
    yield f"b1={previous}"
    yield f"b2={before[-2] if len(before) > 1 else '^'}"
    yield f"b12={' '.join(before[-2:])}"
    yield f"b1p={previous[:5]}"
    for word in before[-4:]:
        yield f"near={word[:6]}"
    yield f"a1={after[0] if after else '$'}"
    yield f"alone={line.strip(' ,.!-–—') == inside}"
    yield f"ends={not text[end:].strip()}"
    yield f"lastline={text.rfind(chr(10), 0, len(text.rstrip())) + 1 == line_start}"
    yield f"linestart={not text[line_start:start].strip()}"
    yield f"sentencestart={previous in '.!?^' or start == line_start}"
    yield f"where={min(4, 5 * start // (len(text) or 1))}"
    yield f"notelike={len(text) > 40 and start < 40}"
    if field == "name":
        yield from _name_features(inside)
    else:
        if len(inside) >= _LEAST_CALLED and _CALLED.search(text[max(0, start - 40) : start]):
            yield _IS_CALLED
        yield from _order_features(inside)


def _name_features(inside: str) -> Iterator[str]:
    words = inside.split()
    yield f"words={len(words)}"
    yield f"case={''.join('X' if w.isupper() and len(w) > 1 else 'x' if w[0].isupper() else 'o' for w in words)}"
    for word in words:
        lower = word.lower().rstrip(".")
        yield f"w={lower}"
        yield f"end={lower[-3:]}"
        yield f"begin={lower[:3]}"
    yield f"last2={words[-1].lower()[-2:]}"


def _order_features(inside: str) -> Iterator[str]:
    shape = re.sub(r"[A-Z]+", "A", re.sub(r"[^\W\dA-Z_]+", "a", re.sub(r"\d", "9", inside)))
    yield f"shape={shape}"
    yield f"short={re.sub(r'9+', '9', shape)}"
    digits = sum(character.isdigit() for character in inside)
    yield f"digits={min(digits, 12)}"
    yield f"prefix={re.sub(r'[^A-Za-z].*', '', inside)[:4].lower()}"
    yield f"year={bool(re.fullmatch(r'(19|20)[0-9][0-9]', inside))}"
    yield f"date={bool(re.search(r'[0-9]{1,2}[./][0-9]{1,2}', inside))}"


@cache
def span_model() -> SpanModel:
    """The shipped model, read once a process."""
    path = resources.files("tyyni.models").joinpath("weights/spans.json")
    return SpanModel(json.loads(path.read_text("utf-8")))
