"""How right the reader is, per language (``python -m benchmarks.reading``): docs/benchmarks/reading.md.

Reads the test split with both profiles. Nothing is tuned here; the page is only ever written from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from training.messages import LANGUAGES, Message

from benchmarks.scores import Ints, calibration_error, f1, interval, macro_f1, shown, table
from training import messages
from tyyni import Reading, read
from tyyni.models.judge import Profile
from tyyni.models.labels import ABUSE, EMOTIONS, KINDS, REQUESTS, THREATS

DOCS = Path(__file__).parents[1] / "docs" / "benchmarks"
README = DOCS.parents[1] / "README.md"
PROFILES: tuple[Profile, ...] = ("full", "fast")
_GENERAL, _SAFETY = ("-t-", "-u-"), "-s-"
_DANGERS = ("violence", "self_harm")
_RIGHTS = {"legal", "authority", "chargeback", "churn", "publicity"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled message and what was read from it."""

    wanted: Message
    got: Reading


def pairs(language: str, profile: Profile) -> list[Pair]:
    """Read the whole test split of a language."""
    return [
        Pair(message, read(message.text, channel=message.channel, profile=profile))
        for message in messages.load("test", [language])
    ]


def measures(found: list[Pair]) -> Iterator[tuple[str, str, str]]:
    """Name, goal and result of each measure over the general messages."""
    general = [pair for pair in found if any(mark in pair.wanted.id for mark in _GENERAL)]
    for name, goal, score in (
        ("language, accuracy", "≥ .99", _share(general, lambda p: p.got.language == p.wanted.language)),
        ("emotion, macro-F1 of 8", "≥ .70", _one(general, "emotion", EMOTIONS)),
        ("abuse, macro-F1 of 3", "≥ .85", _one(general, "abuse", ABUSE)),
        ("kind, macro-F1 of 5", "≥ .85", _one(general, "kind", KINDS)),
        ("requests, micro-F1 of 19", "≥ .82", _many(general, "requests", REQUESTS)),
        ("threats, micro-F1 of 7", "≥ .85", _many(general, "threats", THREATS)),
        ("repeat, F1", "≥ .88", _flag(general, "repeat")),
        ("vulnerable, F1", "≥ .75", _flag(general, "vulnerable")),
        ("intoxicated, F1", "–", _flag(general, "intoxicated")),
        ("sarcasm, F1", "–", _flag(general, "sarcasm")),
        ("name, exact", "≥ .92", _share(general, lambda p: p.got.name == p.wanted.name)),
        ("order, exact", "≥ .92", _share(general, lambda p: p.got.order == p.wanted.order)),
        ("intensity, mean absolute error", "≤ .14", _heat(general)),
    ):
        yield name, goal, shown(interval(score, len(general)))
    for name, value in _calibration(general):
        yield f"calibration error, {name}", "≤ .06", f"{value:.3f}"


Score = Callable[[Ints], float]


def _share(found: list[Pair], is_right: Callable[[Pair], bool]) -> Score:
    right = np.array([is_right(pair) for pair in found])
    return lambda rows: float(right[rows].mean())


def _one(found: list[Pair], label: str, labels: tuple[str, ...]) -> Score:
    wanted = np.array([labels.index(getattr(pair.wanted, label)) for pair in found])
    got = np.array([labels.index(getattr(pair.got, label)) for pair in found])
    return lambda rows: macro_f1(wanted[rows], got[rows], len(labels))


def _many(found: list[Pair], label: str, labels: tuple[str, ...]) -> Score:
    wanted = np.array([[name in getattr(pair.wanted, label) for name in labels] for pair in found])
    got = np.array([[name in getattr(pair.got, label) for name in labels] for pair in found])
    return lambda rows: f1(wanted[rows], got[rows])


def _flag(found: list[Pair], name: str) -> Score:
    wanted = np.array([getattr(pair.wanted, name) for pair in found])
    got = np.array([getattr(pair.got, name) for pair in found])
    return lambda rows: f1(wanted[rows], got[rows])


def _heat(found: list[Pair]) -> Score:
    off = np.array([abs(pair.got.intensity - pair.wanted.intensity) for pair in found])
    return lambda rows: float(off[rows].mean())


def _calibration(found: list[Pair]) -> Iterator[tuple[str, float]]:
    for label in ("emotion", "abuse", "kind", "repeat", "vulnerable"):
        confidence = [pair.got.confidence[label] for pair in found]
        right = [getattr(pair.got, label) == getattr(pair.wanted, label) for pair in found]
        yield label, calibration_error(confidence, right)


def safety(language: str, found: list[Pair], profile: Profile) -> Iterator[tuple[str, str, str]]:
    """Recall of dangers over every test item that holds one, and false alarms."""
    for danger in _DANGERS:
        holding = [pair for pair in found if danger in pair.wanted.threats]
        hits = sum(danger in pair.got.threats for pair in holding)
        yield f"{danger}, recall on {len(holding)}", "≥ .95", f"{hits / len(holding):.3f}"
        near = [pair for pair in found if _SAFETY in pair.wanted.id and danger not in pair.wanted.threats]
        alarms = sum(danger in pair.got.threats for pair in near)
        yield f"{danger}, false alarms on the {len(near)} other safety items", "–", str(alarms)
    calm = [read(line, profile=profile) for line in _calm_lines(language)]
    alarms = sum(bool(set(_DANGERS) & set(reading.threats)) for reading in calm)
    yield f"danger seen in {len(calm)} calm messages", "≤ 1 in 1,000", str(alarms)
    abusive = sum(reading.abuse != "none" for reading in calm)
    yield f"abuse seen in {len(calm)} calm messages", "≤ .5 %", f"{abusive} ({100 * abusive / len(calm):.1f} %)"
    rights = [pair for pair in found if pair.wanted.abuse == "none" and _RIGHTS & set(pair.wanted.threats)]
    raised = sum(pair.got.abuse == "severe" for pair in rights)
    some = sum(pair.got.abuse != "none" for pair in rights)
    yield f"rights talk raised to abuse, of {len(rights)}", "0", f"{some} ({raised} severe)"


def _calm_lines(language: str) -> list[str]:
    return (messages.ROOT / "test" / f"{language}-calm.txt").read_text("utf-8").splitlines()


def confusion(found: list[Pair], label: str, labels: tuple[str, ...]) -> str:
    """Rows are what the message is, columns what was read."""
    general = [pair for pair in found if any(mark in pair.wanted.id for mark in _GENERAL)]
    counts = {(a, b): 0 for a in labels for b in labels}
    for pair in general:
        counts[getattr(pair.wanted, label), getattr(pair.got, label)] += 1
    return table([label, *labels], [[a, *(counts[a, b] or "·" for b in labels)] for a in labels])


def reliability(found: list[Pair]) -> str:
    """Stated confidence against the share that was right, emotion, abuse and kind together."""
    stated = [
        (pair.got.confidence[label], getattr(pair.got, label) == getattr(pair.wanted, label))
        for pair in found
        for label in ("emotion", "abuse", "kind")
    ]
    rows = []
    for low in np.arange(0.3, 1.0, 0.1):
        inside = [
            right for confidence, right in stated if low <= confidence < low + 0.1 or (low > 0.85 and confidence == 1)
        ]
        if inside:
            rows.append([f"{low:.1f}–{low + 0.1:.1f}", len(inside), f"{np.mean(inside):.2f}"])
    return table(["stated confidence", "labels", "share right"], rows)


def main() -> None:
    """Read everything and write the page."""
    DOCS.mkdir(parents=True, exist_ok=True)
    parts = [_HEAD]
    for profile in PROFILES:
        found = {language: pairs(language, profile) for language in LANGUAGES}
        parts.append(f"## Profile `{profile}`\n")
        columns = [list(measures(found[language])) for language in LANGUAGES]
        rows = [[a[0], a[1], a[2], b[2], c[2]] for a, b, c in zip(*columns, strict=True)]
        parts.append(table(["measure", "goal", *LANGUAGES], rows) + "\n")
        if profile == "full":
            _write_readme(rows)
        for language in LANGUAGES:
            parts.append(f"\n### Safety, {language}\n")
            parts.append(table(["measure", "goal", "result"], safety(language, found[language], profile)) + "\n")
        if profile == "full":
            for language in LANGUAGES:
                parts.append(f"\n### Where it errs, {language}\n")
                for label, labels in (("emotion", EMOTIONS), ("abuse", ABUSE), ("kind", KINDS)):
                    parts.append(confusion(found[language], label, labels) + "\n")
                parts.append(reliability(found[language]) + "\n")
    (DOCS / "reading.md").write_text("\n".join(parts), "utf-8")


def _write_readme(rows: list[list[str]]) -> None:
    """The same scores, without their intervals, between two marks of the README."""
    short = [[name, goal, *(value.partition(" ")[0] for value in values)] for name, goal, *values in rows]
    before, _, rest = README.read_text("utf-8").partition("<!-- scores -->\n")
    _, mark, after = rest.partition("<!-- /scores -->")
    shown_table = table(["measure (profile `full`)", "goal", "Finnish", "Polish", "English"], short)
    README.write_text(f"{before}<!-- scores -->\n{shown_table}\n{mark}{after}", "utf-8")


_HEAD = """# How right the reader is

Written by `python -m benchmarks.reading`, from the test split of `data/messages` (its README says how it was made and
what its limits are). In brackets 95 % intervals over 1,000 resamples. The goals are the project's own.
"""


if __name__ == "__main__":
    main()
