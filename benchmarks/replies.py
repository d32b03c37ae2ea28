"""How right the review is (``python -m benchmarks.replies``): docs/benchmarks/replies.md, from the test replies.

``python -m benchmarks.replies train`` prints the same for the training replies and writes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from training.replies import LANGUAGES, Promise, Reply

from benchmarks.reading import DOCS
from benchmarks.scores import Ints, f1, interval, shown, table
from training import replies
from tyyni import Review, review
from tyyni.models.labels import FAULTS, STRENGTHS


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled reply and its review."""

    wanted: Reply
    got: Review

    @property
    def codes(self) -> tuple[set[str], set[str]]:
        """The codes that are right, and those that were found."""
        return {fault.code for fault in self.wanted.faults}, {fault.code for fault in self.got.faults}


def pairs(split: str, language: str) -> list[Pair]:
    """Review every reply of a split, with what a desk would know of it."""
    return [
        Pair(
            reply,
            review(
                reply.reply,
                message=reply.message or None,
                name=reply.name,
                channel=reply.channel,
                language=reply.language,
                sent_at=reply.sent_at,
                timezone=reply.timezone,
            ),
        )
        for reply in replies.load(split, [language])
    ]


def measures(found: Sequence[Pair]) -> Iterator[list[str]]:
    """Name, goal and result of each measure over some pairs."""
    wanted, got = (np.array([[code in pair.codes[side] for code in FAULTS] for pair in found]) for side in (0, 1))
    right = np.array([pair.wanted.verdict == pair.got.verdict for pair in found])
    clean = np.array([not pair.wanted.faults for pair in found])
    flagged = np.array([bool(pair.got.faults) for pair in found])
    skill = [np.array([[name in side(pair).strengths for name in STRENGTHS] for pair in found]) for side in _SIDES]
    count = len(found)
    yield ["faults, micro-F1 of 21", "≥ .80", shown(interval(lambda rows: f1(wanted[rows], got[rows]), count))]
    yield ["verdict, accuracy", "≥ .85", shown(interval(lambda rows: float(right[rows].mean()), count))]
    share = interval(lambda rows: float(flagged[rows][clean[rows]].mean()), count)
    yield [f"replies without fault that are flagged, of {clean.sum()}", "≤ .05", shown(share)]
    yield ["strengths, micro-F1 of 11", "–", shown(interval(lambda rows: f1(skill[0][rows], skill[1][rows]), count))]
    yield ["promises, F1", "≥ .92", shown(interval(_promise_score(found), count))]
    exact = [due for pair in found for due in _dues(pair)]
    yield [f"due dates exact, of {len(exact)} found", "≥ .95", f"{np.mean(exact):.3f}"]


_SIDES: tuple[Callable[[Pair], Reply | Review], ...] = (lambda pair: pair.wanted, lambda pair: pair.got)


def _promise_score(found: Sequence[Pair]) -> Callable[[Ints], float]:
    counts = np.array([_promise_counts(pair) for pair in found])

    def score(rows: Ints) -> float:
        hits, labelled, reported = counts[rows].sum(0)
        return float(2 * hits / max(1, labelled + reported))

    return score


def _promise_counts(pair: Pair) -> tuple[int, int, int]:
    return len(list(_matched(pair))), len(pair.wanted.promises), len(pair.got.promises)


def _matched(pair: Pair) -> Iterator[tuple[Promise, int]]:
    """Labelled promises with the number of the found one that shares at least half of the shorter text."""
    free = set(range(len(pair.got.promises)))
    for promise in pair.wanted.promises:
        start = pair.wanted.reply.find(promise.text)
        end = start + len(promise.text)
        for number in sorted(free):
            other = pair.got.promises[number]
            shared = min(end, other.end) - max(start, other.start)
            if shared >= 0.5 * min(end - start, other.end - other.start):
                free.remove(number)
                yield promise, number
                break


def _dues(pair: Pair) -> Iterator[bool]:
    for promise, number in _matched(pair):
        if promise.due is not None:
            zone = ZoneInfo(pair.wanted.timezone)
            due = pair.got.promises[number].due
            yield due is not None and due.astimezone(zone).replace(tzinfo=None) == promise.due


def by_code(found: Sequence[Pair]) -> str:
    """Precision and recall of each code."""
    rows = []
    for code in FAULTS:
        hits = sum(code in pair.codes[0] & pair.codes[1] for pair in found)
        wanted, got = (sum(code in pair.codes[side] for pair in found) for side in (0, 1))
        precision, recall = (f"{hits / count:.2f}" if count else "–" for count in (got, wanted))
        rows.append([code, wanted, got, precision, recall])
    return table(["code", "labelled", "found", "precision", "recall"], rows)


def baseline(found: Sequence[Pair]) -> list[list[str]]:
    """What always saying the commonest verdict, and the commonest fault, would reach."""
    verdicts = [pair.wanted.verdict for pair in found]
    best = max(set(verdicts), key=verdicts.count)
    counts = {code: sum(code in pair.codes[0] for pair in found) for code in FAULTS}
    common = max(counts, key=counts.__getitem__)
    total = sum(counts.values())
    return [
        [f"always “{best}”", "verdict, accuracy", f"{verdicts.count(best) / len(verdicts):.3f}"],
        [f"always {common}", "faults, micro-F1", f"{2 * counts[common] / (total + len(found)):.3f}"],
    ]


def main(split: str = "test") -> None:
    """Review everything; write the page for the test split, print it for another."""
    found = {language: pairs(split, language) for language in LANGUAGES}
    together = [pair for language in LANGUAGES for pair in found[language]]
    columns = [list(measures(some)) for some in (together, *found.values())]
    rows = [[a[0], a[1], *(column[2] for column in row)] for row in zip(*columns, strict=True) for a in [row[0]]]
    parts = [
        _HEAD,
        table(["measure", "goal", "all", *LANGUAGES], rows),
        "\n## Baselines\n",
        table(["baseline", "measure", "result"], baseline(together)),
        "\n## Each code, all languages\n",
        by_code(together),
    ]
    for language in LANGUAGES:
        parts += [f"\n## Each code, {language}\n", by_code(found[language])]
    text = "\n".join([*parts, _TAIL])
    if split == "test":
        (DOCS / "replies.md").write_text(text, "utf-8")
    print(text)


_HEAD = """# How right the review is

Written by `python -m benchmarks.replies`, from the test split of `data/replies` (its README says how it was made and
what its limits are). In brackets 95 % intervals over 1,000 resamples. The goals are the project's own.
"""

_TAIL = """
## What is missed, and what would reach the goals

Of the goals only the one of each language (≥ .70) is met. Faults of the whole reply (no acknowledgement, no next
step) are found; blame, doubt, belittling and scorn that are only hinted at ("somewhere a bot is crying") are mostly
missed, and one false finding among its sentences is enough to flag a clean reply. A layer of its own over the encoder
and 1,970 more labelled sentences raised the micro-F1 of faults from .679 to .716 on development replies and from .715
to .755 here; more clean replies are flagged than before (.187). What would help, in this order: several thousand more
sentences of the hinted kind and of clean ones, above all from real desks; an encoder fine-tuned on them, where today
it is fixed; two people labelling apart, for what is blame and what is condescension is in part a matter of opinion;
and a verdict learned from what agents change after reading it. Promises are limited by the sentences that promise
without a verb of promising ("your table is and stays"), and by labels that differ on them.
"""


if __name__ == "__main__":
    main(*sys.argv[1:])
