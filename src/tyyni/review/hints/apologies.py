"""Whether an apology is whole and short, and the reply no longer than an angry customer can read.

Rows S2.4 and S2.11; science.md 1.1 (Lewicki: responsibility and repair carry the apology), 2.14, R3, R4, R9, R13.
"""

from __future__ import annotations

from collections.abc import Iterator

from tyyni.review.hints.case import Case
from tyyni.review.result import Hint
from tyyni.text.value import Span

_REGRET = ("apology_specific", "strength.apology_regret", "F_HOLLOW", "fault.hollow")
_RESPONSIBILITY = ("ownership", "strength.ownership", "strength.apology_responsibility")
_REPAIR = (
    "solution",
    "alternative",
    "next_step_time",
    "handover_clear",
    "promise.date",
    "strength.apology_repair",
    "strength.alternative",
    "strength.handover",
    "move.option",
)
_EXPLAINS = ("strength.apology_explanation", "hint.explains")
_APOLOGY_SHARE, _FEWEST_APOLOGIES = 0.25, 2
_EXPLANATION_SHARE, _MOST_EXPLANATIONS = 0.35, 2
_FEWEST_WORDS = 20
_LONGEST_TO_HEATED = 120


def apology_parts(case: Case) -> Iterator[Hint]:
    """An upset customer gets a sorry that says neither what we did or how it is put right."""
    sorry = case.lines_with(*_REGRET)
    if not case.is_upset or not sorry or "?" in case.draft.text:
        return
    missing = [
        part
        for part, signs in (("responsibility", _RESPONSIBILITY), ("repair", _REPAIR))
        if not case.shows(*signs) and not (part == "responsibility" and _is_own_doing(case, sorry))
    ]
    if missing and not (missing == ["responsibility"] and not case.is_heated):
        yield case.hint("H_APOLOGY_PARTS", cause="both" if len(missing) > 1 else missing[0])


def _is_own_doing(case: Case, sorry: list[int]) -> bool:
    """Whether the apology names a deed of ours; a specific apology says what happened."""
    return any("apology_specific" in case.draft.lines[number].shown for number in sorry)


def long_apology(case: Case) -> Iterator[Hint]:
    """Several sentences of apology that take more than a quarter of the reply."""
    numbers = case.lines_with(*_REGRET)
    if len(numbers) >= _FEWEST_APOLOGIES and _share(case, numbers) > _APOLOGY_SHARE:
        yield case.hint("H_LONG_APOLOGY", _stretch(case, numbers))


def long_explanation(case: Case) -> Iterator[Hint]:
    """Reasons in more than two sentences, or in more than a third of the words, where nobody asked why."""
    reading = case.reading
    if reading is None or reading.kind != "grievance" or "explanation" in reading.requests:
        return
    numbers = case.lines_with(*_EXPLAINS)
    many = len(numbers) > _MOST_EXPLANATIONS
    if many or (len(numbers) == _MOST_EXPLANATIONS and _share(case, numbers) > _EXPLANATION_SHARE):
        yield case.hint("H_LONG_EXPLANATION", _stretch(case, numbers))


def _share(case: Case, numbers: list[int]) -> float:
    """The sentences' share of the words; nothing in a reply too short to be weighed."""
    if case.words < _FEWEST_WORDS:
        return 0.0
    return sum(len(case.draft.lines[number].text.words) for number in numbers) / case.words


def _stretch(case: Case, numbers: list[int]) -> Span:
    return case.draft.spans[numbers[0]][0], case.draft.spans[numbers[-1]][1]


def too_long(case: Case) -> Iterator[Hint]:
    """More words than an angry customer reads."""
    if case.is_heated and case.words > _LONGEST_TO_HEATED:
        yield case.hint("H_TOO_LONG")


def oversharing(case: Case) -> Iterator[Hint]:
    """The company's own troubles, or an invitation to vent."""
    for cause in ("inside", "vent"):
        for place in case.found.get(f"hint.{cause}", ())[:1]:
            yield case.sentence_hint("H_SHARE", place, cause=cause)
            return
