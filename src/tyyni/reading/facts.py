"""Facts a customer names: who they are, which order, when, how much, and by when they want it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tyyni.lexicon.rules import Language, pack_file
from tyyni.models.spans import span_model
from tyyni.text.value import Span

_LONGEST = 20_000
# Signs and words for money; a bare number is no sum.
_CURRENCY = (
    r"(?:€|£|\$|zł(?:ot\w{1,4})?|zl|pln|eur(?:o\w{0,5}|oa)?|e(?![\w-])|gbp|pounds?|quid|usd|dollars?"
    r"|sek|kr|snt|senttiä|gr(?:osz\w{1,3})?|p(?:ence)?)"
)
_AMOUNT = r"\d{1,3}(?:[ \u00a0.,]\d{3})+(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
_SUMS = re.compile(
    rf"(?<![\w.,])(?:(?:€|£|\$)[ \u00a0]?(?:{_AMOUNT})(?![\d])|(?:{_AMOUNT}),?-?[ \u00a0]?{_CURRENCY}(?!\w))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Spans into the text as given, in reading order; probabilities of name and order."""

    name: Span | None
    order: Span | None
    dates: tuple[Span, ...]
    sums: tuple[Span, ...]
    deadlines: tuple[Span, ...]
    certainty: dict[str, float]


def find_facts(text: str, language: Language) -> Facts:
    """Find the facts of one message; a text longer than 20,000 characters is read so far only."""
    text = text[:_LONGEST]
    name, order = span_model().best(text, "name"), span_model().best(text, "order")
    sums = tuple(match.span() for match in _SUMS.finditer(text))
    patterns = _patterns(language)
    deadlines = tuple(match.span() for match in patterns["deadlines"].finditer(text))
    dates = tuple(
        match.span()
        for match in patterns["dates"].finditer(text)
        if not any(start <= match.start() < end for start, end in sums)
    )
    certainty = {field: found[2] if found else 1.0 for field, found in (("name", name), ("order", order))}
    return Facts(name[:2] if name else None, order[:2] if order else None, dates, sums, deadlines, certainty)


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    words = pack_file(language, "dates")
    day, month = r"(?:[12]\d|3[01]|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
    # "3.11" is a date where dates are written so; in English it is a number.
    year = r"(?:[ ]?(?:20)?\d\d)" + ("" if language == "en" else "?")
    numeric = (
        rf"(?:20\d\d-\d\d-\d\d|{day}\.[ ]?{month}\.?{year}(?![\d,])"
        rf"|{day}[/-]{month}(?:[/-](?:20)?\d\d)?(?!\d))"
    )
    months, weekdays = "|".join(words["months"]), "|".join(words["weekdays"])
    named = (
        rf"(?:{day}(?:st|nd|rd|th|\.)?(?: of)?[ ](?:{months})(?:[ ]20\d\d)?"
        rf"|(?:{months})[ ]{day}(?:st|nd|rd|th)?(?:,?[ ]20\d\d)?)"
    )
    relative = "|".join(words["relative"])
    clock = rf"(?:[ ](?:{words['clock']})[ .]?\d{{1,2}}(?:[.:]\d\d)?)"
    date = rf"(?:(?:{weekdays})(?:[ ,]{{1,2}}{numeric})?|{numeric}|{named}|{relative}){clock}?"
    count = rf"(?:\d{{1,3}}|{'|'.join(words['numbers'])})"
    unit = "|".join(words["units"])
    deadline = "|".join(
        template.replace("DATE", date).replace("COUNT", count).replace("UNIT", rf"(?:{unit})")
        for template in words["deadlines"]
    )
    return {
        "dates": re.compile(rf"(?<![\w/-])(?:{date})(?!\w)", re.IGNORECASE),
        "deadlines": re.compile(rf"(?<!\w)(?:{deadline})(?!\w)", re.IGNORECASE),
    }
