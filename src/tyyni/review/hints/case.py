"""What a hint looks at: a draft, what it answers, and every rule's finding in it, remembered sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from tyyni.lexicon.matcher import HINTS, Finding, matcher
from tyyni.lexicon.rules import Language, pack_file
from tyyni.reading.result import Reading
from tyyni.review.advice import Advice, advice, fitted
from tyyni.review.lines import Draft
from tyyni.review.result import Hint
from tyyni.text.value import Span, Text

UPSET = ("anger", "frustration", "disappointment", "anxiety", "sadness")
UPSET_FROM, HEATED_FROM = 0.4, 0.65
# To a person in danger nothing is said of style, options or length (design.md "Care and law").
_DANGERS = frozenset(("self_harm", "violence"))
_REMEMBERED = 4096
_REACH = 70
_QUOTED = re.compile(rb'"[^"\n]{2,200}"')
_NEW_CLAUSE = re.compile(rb";|\b(?:mutta|vaan|ale|lecz|jednak|but|however)\b")
# A finding of these says what the agent says, so a quotation or a denial takes it away.
_CLAIMS = ("fault", "legal")
_CLAIM_SIGNALS = ("hint.vent", "hint.inside", "hint.health")
_FACTS = ("legal.body", "legal.liability", "legal.proof")


@dataclass(frozen=True)
class Case:
    """A draft and all that is known of what it answers; ``country`` is a two-letter code.

    ``phrases`` are words that the company avoids, each with what it writes instead ("" leaves them out).
    """

    draft: Draft
    reading: Reading | None
    message: str | None
    name: str | None
    country: str | None
    phrases: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def found(self) -> dict[str, list[Place]]:
        """Where each signal stands in the draft, in reading order; what is quoted, denied or reported is left out."""
        found: dict[str, list[Place]] = {}
        for number, line in enumerate(self.draft.lines):
            own, void = _findings(line.text.original, self.draft.language)
            for finding in (*line.findings, *own):
                if not _is_void(finding, void):
                    found.setdefault(finding.signal, []).append(self._place(number, finding))
        return found

    def _place(self, number: int, finding: Finding) -> Place:
        start = self.draft.spans[number][0]
        first, last = self.draft.lines[number].text.span(finding.start, finding.end)
        return Place(number, finding, (start + first, start + last))

    @cached_property
    def words(self) -> int:
        """How many words the draft has."""
        return sum(len(line.text.words) for line in self.draft.lines)

    @property
    def is_upset(self) -> bool:
        """Whether the customer is clearly upset."""
        return self.reading is not None and self.reading.emotion in UPSET and self.reading.intensity >= UPSET_FROM

    @property
    def is_heated(self) -> bool:
        """Whether the customer is angry."""
        return self.reading is not None and self.reading.intensity >= HEATED_FROM

    @property
    def is_danger(self) -> bool:
        """Whether somebody's life or safety may be at stake."""
        return self.reading is not None and bool(_DANGERS & set(self.reading.threats))

    @property
    def is_public(self) -> bool:
        """Whether anybody can read the reply."""
        return self.draft.channel == "review"

    def shows(self, *names: str) -> bool:
        """Whether some sentence shows one of the labels, or a rule found one of the signals."""
        return any(name in self.found or name in self.draft.shown for name in names)

    def lines_with(self, *names: str) -> list[int]:
        """The numbers of the sentences that show one of the labels or signals, in order."""
        numbers = {place.number for name in names for place in self.found.get(name, ())}
        shown = {number for number, line in enumerate(self.draft.lines) if line.shown.intersection(names)}
        return sorted(numbers | shown)

    def near(self, number: int, *names: str, before: int = 1, after: int = 1) -> bool:
        """Whether one of the labels or signals stands in the sentence or that many around it."""
        return any(number - before <= other <= number + after for other in self.lines_with(*names))

    def hint(self, code: str, span: Span | None = None, *, cause: str | None = None, fix: str | None = None) -> Hint:
        """A hint with the words of the pack; a ``fix`` given stands in for the pack's, "" leaves the span out."""
        about = _advice(self.draft.language, code, cause)
        fix = about.fix(self.draft.text) if fix is None else fix
        if span is None:
            return Hint(code, None, None, "", about.why, fix)
        text = self.draft.text[slice(*span)]
        return Hint(code, *span, text, about.why, fitted(fix, text))

    def sentence_hint(self, code: str, place: Place, *, cause: str | None = None) -> Hint:
        """A hint on the words found, or on their whole sentence where a sentence is offered in its place."""
        offers = _advice(self.draft.language, code, cause).fixes
        return self.hint(code, self.draft.spans[place.number] if offers else place.span, cause=cause)


@dataclass(frozen=True, slots=True)
class Place:
    """A finding, the number of its sentence, and its place in the draft."""

    number: int
    finding: Finding
    span: Span


Source = Callable[[Case], Iterator[Hint]]


@lru_cache(_REMEMBERED)
def _findings(sentence: str, language: Language) -> tuple[tuple[Finding, ...], tuple[Span, ...]]:
    """What the hints' own rules find in a sentence, and the stretches that are not the agent's own words."""
    text = Text(sentence)
    found = tuple(matcher(language, HINTS).find(text))
    ends = [finding.end for finding in found if finding.signal in ("hint.denied", "hint.reported")]
    quoted = tuple(match.span() for match in _QUOTED.finditer(text.folded))
    return found, quoted + tuple((end, _clause_end(text.folded, end)) for end in ends)


def _clause_end(folded: bytes, start: int) -> int:
    turn = _NEW_CLAUSE.search(folded, start, start + _REACH)
    return turn.start() if turn else start + _REACH


def _is_void(finding: Finding, void: tuple[Span, ...]) -> bool:
    if finding.signal in _FACTS:
        return False
    if finding.rule.family not in _CLAIMS and finding.signal not in _CLAIM_SIGNALS:
        return False
    return any(start <= finding.start < end for start, end in void)


def _advice(language: Language, code: str, cause: str | None) -> Advice:
    """The advice of a code, or of one cause of it where the pack tells causes apart."""
    about = advice(language, code)
    table = pack_file(language, "advice")[code].get("cases", {}).get(cause)
    if table is None:
        return about
    fixes = {register: table[register] for register in ("neutral", "formal", "familiar") if register in table}
    return Advice(table["why"], about.severity, fixes or about.fixes, language)
