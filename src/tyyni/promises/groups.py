"""From clauses to promises: which belong together, and which take a promise back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tyyni.lexicon.matcher import Finding
from tyyni.promises.clauses import Clause, Sentence
from tyyni.promises.due import timely
from tyyni.promises.expressions import Expression

_STRONG = 0.5
_DEPENDENT = ("aside", "relative", "that")
_MORE = 8  # bytes that a clause has beside its time when it says what will be then
_FRAGMENT = 20  # bytes; what is longer is a clause of its own
_SHORT = 45  # bytes; longer clauses set off by commas are no mere times


@dataclass(frozen=True, slots=True)
class Marks:
    """What the rules found in a reply, in the normal form and in reading order."""

    verbs: Sequence[Finding]
    voids: Sequence[Finding]
    times: Sequence[Expression]

    def verbs_in(self, clause: Clause) -> list[Finding]:
        return [verb for verb in self.verbs if clause.start <= verb.start < clause.end]

    def is_void(self, clause: Clause) -> bool:
        return any(clause.start <= void.start < clause.end for void in self.voids)

    def times_in(self, clause: Clause) -> list[Expression]:
        return [time for time in self.times if clause.start <= time.start < clause.end]

    def is_timed(self, clause: Clause) -> bool:
        return timely(self.times_in(clause)) is not None


@dataclass(slots=True)
class Group:
    """Neighbouring clauses that make one promise, or one thing that is none."""

    clauses: list[Clause]
    verbs: list[Finding]
    void: bool = False

    @property
    def start(self) -> int:
        return self.clauses[0].start

    @property
    def end(self) -> int:
        return self.clauses[-1].end

    @property
    def goes_on(self) -> bool:
        """Says more of the promise before it ("… and call you", "it is there on Friday"), and names no other doer."""
        first = self.clauses[0]
        if first.refers or not any(map(is_strong, self.verbs)):
            return True
        return self.verbs[0].start == first.start and not first.turns and first.opens != "contrast"

    def time(self, marks: Marks) -> Expression | None:
        """When it is due: on arrival; else the first time of its main clauses after the verb, or the last before it.

        Without one, the time of a condition ("if it is not quiet by ten, I'll come") or of what it relates to.
        """
        arrival = [clause for clause in self.clauses if clause.arrives]
        main = [clause for clause in self.clauses if clause.opens not in ("aside", "relative")]
        verb = self.verbs[0].start if self.verbs else self.start
        times = [time for clause in main for time in marks.times_in(clause)]
        after = [time for time in times if time.end > verb]
        before = [time for time in times if time.end <= verb]
        return (
            _first(arrival, marks)
            or timely([*after, *reversed(before)])
            or _first([clause for clause in self.clauses if clause not in main], marks)
        )


def _first(clauses: Sequence[Clause], marks: Marks) -> Expression | None:
    return timely(time for clause in clauses for time in marks.times_in(clause))


def is_strong(verb: Finding) -> bool:
    """Promises by itself; a weak phrase ("the refund takes …") needs a time beside it."""
    return verb.phrase.weight >= _STRONG


def groups(sentence: Sentence, marks: Marks, *, likely: bool = False) -> list[Group]:
    """The promises of a sentence, those taken back included; in a ``likely`` one every clause with a time is one."""
    return list(_Grouping(sentence, marks, likely=likely).made())


class _Grouping:
    """Reads the clauses of one sentence from left to right."""

    def __init__(self, sentence: Sentence, marks: Marks, *, likely: bool) -> None:
        self._clauses = sentence.clauses
        self._marks = marks
        self._likely = likely
        self._current: Group | None = None
        self._time_before: Clause | None = None
        self._fragments: list[Clause] = []

    def made(self) -> Iterator[Group]:
        for number, clause in enumerate(self._clauses):
            if clause.opens in _DEPENDENT and self._current and not clause.turns:
                self._go_on(self._current, clause)
            elif clause.arrives and self._current and not self._current.void:
                self._current.clauses.append(clause)
            elif self._begins(clause, self._clauses[number + 1 :]):
                self._current = self._new(clause)
                yield self._current
            elif self._current and self._has_its_own_time(clause):
                self._current = Group([clause], [])
                yield self._current
            elif self._current and self._continues(clause):
                self._current.clauses += [*self._fragments, clause]
                self._fragments = []
            elif self._current and self._is_fragment(clause):
                self._fragments.append(clause)
            else:
                self._current = None
                self._time_before = clause if self._is_a_time(clause) else None

    def _new(self, clause: Clause) -> Group:
        lead = [self._time_before] if self._time_before and clause.opens == "plain" else []
        self._time_before = None
        return Group([*lead, clause], self._marks.verbs_in(clause), self._marks.is_void(clause))

    def _go_on(self, current: Group, clause: Clause) -> None:
        if not current.void and self._marks.is_void(clause):
            self._current = None  # "I will call, as I can't promise a time" still promises a call
        else:
            current.clauses.append(clause)

    def _begins(self, clause: Clause, later: Sequence[Clause]) -> bool:
        """Holds a verb of its own, and is not a condition of what comes later."""
        verbs = self._marks.verbs_in(clause)
        if not verbs and not self._marks.is_void(clause):
            return self._likely and self._says_when(clause)
        if self._current and _only_confirms(clause, verbs):
            return False
        if clause.opens == "join" and self._current and not self._current.void and not any(map(is_strong, verbs)):
            return False
        is_condition = clause.opens in _DEPENDENT
        return not is_condition or all(other.opens not in ("plain", "contrast") for other in later)

    def _says_when(self, clause: Clause) -> bool:
        """ "The fitter is there on Tuesday": no verb that promises, and more than a mere time."""
        if clause.opens in _DEPENDENT or clause.other or not self._marks.is_timed(clause):
            return False
        told = sum(time.end - time.start for time in self._marks.times_in(clause))
        return clause.end - clause.start - told >= _MORE

    def _has_its_own_time(self, clause: Clause) -> bool:
        """ "… today and the rest on Friday": a second promise of the same verb."""
        current = self._current
        return (
            clause.opens == "join"
            and current is not None
            and not current.void
            and self._marks.is_timed(clause)
            and any(self._marks.is_timed(other) for other in current.clauses)
        )

    def _continues(self, clause: Clause) -> bool:
        return (clause.opens == "join" and not clause.turns) or self._is_a_time(clause)

    def _is_a_time(self, clause: Clause) -> bool:
        """ "…, by Friday at the latest, …" """
        short = clause.opens == "plain" and not clause.other and clause.end - clause.start <= _SHORT
        return short and self._marks.is_timed(clause)

    def _is_fragment(self, clause: Clause) -> bool:
        """ "…, 310 zł, to your card, by Friday": words between a promise and its time."""
        return clause.opens == "plain" and not clause.other and clause.end - clause.start <= _FRAGMENT


def _only_confirms(clause: Clause, verbs: list[Finding]) -> bool:
    """A bare ", I promise" after what is promised."""
    return any(verb.start == clause.start and verb.end == clause.end for verb in verbs) and clause.opens == "plain"
