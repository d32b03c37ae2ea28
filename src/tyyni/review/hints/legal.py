"""Sentences that are often unlawful or wrong towards a consumer (law.md § 9): information for the agent, no advice.

L16, a holding reply on the last day of a Polish clock, needs the clock and is the desk's.
"""

from __future__ import annotations

from collections.abc import Iterator

from tyyni.review.hints.answers import OFFERS
from tyyni.review.hints.case import Case, Place
from tyyni.review.result import Hint

CODES = tuple(f"L{number}" for number in range(1, 15))
_COUNTRIES = {"fi": "FI", "pl": "PL"}
# Where the law behind a code holds only in one country.
_ONLY_IN = {"L7": "PL", "L10": "PL"}
# What makes a sentence right after all, in it or beside it.
_EXCUSES = {"L1": "legal.liability", "L2": "legal.liability", "L3": "legal.proof", "L8": "legal.liability"}
_WITH_DISPUTE_PARAGRAPH = ("PL", "FI")
_CLAIMED = frozenset(("refund", "replacement", "repair", "compensation", "price_reduction", "withdrawal"))
_REFUSES = ("F_CANT", "legal.l15")
_GIVES_INSTEAD = (*OFFERS, "strength.apology_repair")


def legal(case: Case) -> Iterator[Hint]:
    """The first sentence of each code, and a refusal without the dispute paragraph."""
    for code in CODES:
        if _ONLY_IN.get(code, _country(case)) == _country(case):
            places = [
                place for place in case.found.get(f"legal.{code.lower()}", ()) if not _is_excused(case, code, place)
            ]
            for place in places[:1]:
                yield case.sentence_hint(code, place)
    if _lacks_dispute_paragraph(case):
        yield case.hint("L15")


def _country(case: Case) -> str | None:
    return (case.country or _COUNTRIES.get(case.draft.language, "")).upper() or None


def _is_excused(case: Case, code: str, place: Place) -> bool:
    excuse = _EXCUSES.get(code)
    return excuse is not None and case.near(place.number, excuse)


def _lacks_dispute_paragraph(case: Case) -> bool:
    """A claim is turned down, nothing is given instead, and nobody is named who could settle it."""
    reading = case.reading
    if reading is None or reading.kind != "grievance" or not _CLAIMED & set(reading.requests):
        return False
    if _country(case) not in _WITH_DISPUTE_PARAGRAPH or "legal.body" in case.found:
        return False
    return case.shows(*_REFUSES) and not case.shows(*_GIVES_INSTEAD)
