"""Hints: everything else worth saying of a reply. They never move the verdict, save the three hard stops.

Each kind of hint has its module; this one puts them in order. To a person in danger only what must not be sent is
said: style, options and length do not matter then (design.md "Care and law").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from tyyni.review.hints.answers import one_option, unanswered, unfortunately
from tyyni.review.hints.apologies import apology_parts, long_apology, long_explanation, oversharing, too_long
from tyyni.review.hints.case import Case, Source
from tyyni.review.hints.house import house
from tyyni.review.hints.legal import CODES, legal
from tyyni.review.hints.names import name_missing, name_wrong
from tyyni.review.hints.public import public_data, public_long
from tyyni.review.hints.readability import ambiguous, double_negation, jargon, readability
from tyyni.review.hints.register import exclaim, register
from tyyni.review.result import Hint

__all__ = ["HINT_CODES", "Case", "hints"]

HINT_CODES = (
    "H_LONG_SENTENCE",
    "H_HARD_TO_READ",
    "H_DOUBLE_NEGATION",
    "H_AMBIGUOUS",
    "H_JARGON",
    "H_HOUSE",
    "H_REGISTER",
    "H_NAME_WRONG",
    "H_NAME_MISSING",
    "H_UNANSWERED",
    "H_LONG_EXPLANATION",
    "H_LONG_APOLOGY",
    "H_APOLOGY_PARTS",
    "H_EXCLAIM",
    "H_UNFORTUNATELY",
    "H_ONE_OPTION",
    "H_TOO_LONG",
    "H_SHARE",
    "H_PUBLIC_DATA",
    "H_PUBLIC_LONG",
    *CODES,
    "L15",
)
_ALWAYS: tuple[Source, ...] = (public_data, legal, name_wrong)
_OTHERWISE: tuple[Source, ...] = (
    unanswered,
    name_missing,
    apology_parts,
    unfortunately,
    one_option,
    exclaim,
    oversharing,
    register,
    too_long,
    public_long,
    long_apology,
    long_explanation,
    readability,
    double_negation,
    ambiguous,
    jargon,
    house,
)


def hints(case: Case) -> Iterator[Hint]:
    """Every hint about a draft, the gravest first."""
    sources = _ALWAYS if case.is_danger else _ALWAYS + _OTHERWISE
    return chain.from_iterable(source(case) for source in sources)
