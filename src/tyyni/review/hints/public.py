"""What a public reply must not show, and how long it may be (rows S4.8, S4.9; law.md § 8, science.md 3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tyyni.review.hints.case import Case
from tyyni.review.result import Hint
from tyyni.text.value import Span

_LONGEST = 60
_SIGNATURE_WORDS = 9
_ORDER_WORDS = (
    r"tilau\w*|lähety\w*|toimitu\w*|seurantakood\w*|seurantatunnu\w*|zamówieni\w*|przesył\w*|paczk\w*|rezerwacj\w*"
    r"|reklamacj\w*|order|shipment|parcel|tracking|booking|varaus\w*"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d[\d \-()]{6,16}\d|0\d{1,4}[ -]?\d{3,6}(?:[ -]?\d{2,6})?"
    r"|\d{3}[ -]\d{3}[ -]\d{3})(?![\w/-]|[.,]\d)"
)
_PATTERNS = (
    ("account", re.compile(r"\b(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?|\d{2}(?: \d{4}){6})\b")),
    ("identity", re.compile(r"\b(?:[0-3]\d[01]\d\d\d[-+A-FU-Y]\d{3}[0-9A-Y]|(?<=PESEL )\d{11})\b")),
    (
        "order",
        re.compile(
            rf"\b(?:{_ORDER_WORDS})\W{{0,3}}(?:(?:nr|numer\w*|number|no|n:o|on|to|o|is|ref)\b\W{{0,3}}){{0,2}}"
            r"([A-Z]{0,5}[-/]?\d{4,}(?:[-/]?\w+)*)(?!\s?(?:€|zł|eur|e\b|£))",
            re.IGNORECASE,
        ),
    ),
    (
        "address",
        re.compile(
            r"\b[A-ZÄÖ][a-zäö]+(?:katu|tie|kuja|polku|väylä|raitti|kaari)\s\d+(?:\s?[A-Z](?:\s?\d+)?)?\b"
            r"|\b(?:ul|al|os|pl)\.\s[A-ZĄĆĘŁŃÓŚŹŻ][\w ]{1,30}?\s\d+(?:[/m ]+\d+)?\b"
            r"|\b\d{1,4}[A-Za-z]?\s(?:[A-Z][a-z]+\s){1,2}(?:Street|Road|Lane|Avenue|Close|Drive|St|Rd|Ave)\b"
        ),
    ),
    ("email", _EMAIL),
    ("phone", _PHONE),
)
# These may be the company's own; the others never are.
_EITHERS = ("address", "email", "phone")


def public_data(case: Case) -> Iterator[Hint]:
    """Each piece of the customer's own data in a public reply, at its exact place."""
    if not case.is_public:
        return
    taken: list[Span] = []
    for cause, span in _pieces(case):
        if not any(start < span[1] and span[0] < end for start, end in taken):
            taken.append(span)
            yield case.hint("H_PUBLIC_DATA", span, cause=cause, fix="")
    for place in case.found.get("hint.health", ()):
        yield case.hint("H_PUBLIC_DATA", place.span, cause="health")


def _pieces(case: Case) -> Iterator[tuple[str, Span]]:
    for number, (line, (start, _)) in enumerate(zip(case.draft.lines, case.draft.spans, strict=True)):
        text = line.text.original
        if not any(character.isdigit() or character == "@" for character in text):
            continue
        for cause, pattern in _PATTERNS:
            for found in pattern.finditer(text):
                first, last = found.span(found.lastindex or 0)
                if cause not in _EITHERS or _is_the_customers(case, number, found[0]):
                    yield cause, (start + first, start + last)


def _is_the_customers(case: Case, number: int, value: str) -> bool:
    """Whether a contact is the customer's: they gave it, the sentence says so, or nothing says that it is ours."""
    if case.message is not None and value in case.message:
        return True
    if number in case.lines_with("hint.theirs"):
        return True
    signature = number == len(case.draft.lines) - 1 and len(case.draft.lines[number].text.words) <= _SIGNATURE_WORDS
    return not signature and not case.near(number, "hint.invites", before=1, after=0)


def public_long(case: Case) -> Iterator[Hint]:
    """A public reply longer than its readers stay."""
    if case.is_public and case.words > _LONGEST:
        yield case.hint("H_PUBLIC_LONG")
