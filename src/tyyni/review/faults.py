"""Faults of single sentences: where they stand, why they hurt, and what to say instead.

Phrases of the packs and the heads vote together (lines.py); a phrase alone is no verdict, and what a sentence quotes
from the customer is not the agent's. Rows S1.4, S2.6, S2.12, S2.15, S4.3–S4.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from tyyni.lexicon.matcher import Finding
from tyyni.models.labels import SENTENCE_GROUPS
from tyyni.review.advice import advice, fitted, wording
from tyyni.review.lines import Draft, Line
from tyyni.review.result import Fault
from tyyni.text.value import Span

# A refusal is no fault when another way stands in the same sentence, the one before, or the two after.
_OPTION_NEAR = range(-1, 3)
_OFFERED = 0.35


def sentence_faults(draft: Draft) -> Iterator[Fault]:
    """The faults of the draft's sentences, in reading order."""
    for number, line in enumerate(draft.lines):
        for code in SENTENCE_GROUPS["fault"]:
            if code in line.shown and not _is_excused(code, draft, number):
                yield _fault(code, draft, number)


def _is_excused(code: str, draft: Draft, number: int) -> bool:
    if code == "F_PUBARG":
        return draft.channel != "review"
    if code == "F_CANT":
        near = [number + step for step in _OPTION_NEAR if 0 <= number + step < len(draft.lines)]
        return any(_offers(draft.lines[other], is_refusal=other == number) for other in near)
    return False


def _offers(line: Line, *, is_refusal: bool) -> bool:
    """Whether a sentence offers another way; what a refusal itself seems to solve does not count."""
    if is_refusal:
        return "alternative" in line.shown
    offer, answer, promise = line.strengths["alternative"], line.strengths["solution"], line.marks["promise"]
    return "F_CANT" not in line.shown and 1 - (1 - offer) * (1 - answer) * (1 - promise) >= _OFFERED


def _fault(code: str, draft: Draft, number: int) -> Fault:
    line, span = draft.lines[number], draft.spans[number]
    about = advice(draft.language, code)
    fix = about.fix(draft.text)
    if found := _finding(code, line):
        better = wording(found.phrase.fix)
        fix = fix if better is None else better
        span = _place(found, line, span, fix)
    replaced = draft.text[slice(*span)]
    return Fault(code, about.severity, *span, replaced, about.why, fitted(fix, replaced))


def _finding(code: str, line: Line) -> Finding | None:
    """The longest phrase of the pack that shows the fault."""
    signal = f"fault.{code.removeprefix('F_').lower()}"
    found = [finding for finding in line.findings if finding.signal == signal]
    return max(found, key=lambda finding: finding.end - finding.start, default=None)


def _place(found: Finding, line: Line, sentence: Span, fix: str | None) -> Span:
    """The phrase's place in the draft; the whole sentence where the wording to put there is a sentence."""
    if fix and fix[0].isupper():
        return sentence
    first, last = line.text.span(found.start, found.end)
    return sentence[0] + first, sentence[0] + last
