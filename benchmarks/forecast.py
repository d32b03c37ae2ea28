"""Can the heat of the customer's next turn be forecast? A damped trend against "same as the last" (rule R18).

``TYYNI_TRAINING_DATA=… python -m benchmarks.forecast`` writes docs/benchmarks/forecast.md. No forecast is shipped
unless it wins on every set: on real dialogues the last turn's level is hard to beat (science 0.10, 5.3).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training.replies import LANGUAGES, load_dialogues

from benchmarks.scores import SEED, interval, table
from training import public
from tyyni import read

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "forecast.md"
FOLDS = 5
Floats = NDArray[np.float64]
Series = Sequence[float]  # the heat of each turn of a customer, 0..100


def labelled(language: str) -> list[Series]:
    """The labelled heat of the project's own training dialogues."""
    return [
        [float(turn.heat) for turn in dialogue.turns if turn.role == "customer"]
        for dialogue in load_dialogues("train", [language])
    ]


def abcd() -> Iterator[list[str]]:
    """Customers' turns of ABCD's published sample, one list a dialogue."""
    for conversation in json.loads((public.folder() / "abcd" / "abcd_sample.json").read_text("utf-8")):
        yield [text for role, text in conversation["original"] if role == "customer"]


def multidogo() -> Iterator[list[str]]:
    """Customers' turns of MultiDoGO's development files, one list a dialogue."""
    for path in sorted((public.folder() / "multidogo").glob("*_dev.tsv")):
        dialogues: dict[str, list[str]] = defaultdict(list)
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t"):
                dialogues[row["conversationId"]].append(row["utterance"])
        yield from dialogues.values()


def heat(turns: Sequence[str]) -> Series:
    """As the fast profile reads it."""
    return [100 * read(turn, channel="chat", profile="fast").intensity for turn in turns]


def pairs(found: Sequence[Series]) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """What was known (level and trend), what came, and the dialogue's number, for every turn with a next one."""
    known, came, dialogue = [], [], []
    for number, series in enumerate(found):
        for last in range(len(series) - 1):
            trend = series[last] - series[last - 1] if last else 0.0
            known.append((1.0, series[last], trend))
            came.append(series[last + 1])
            dialogue.append(number)
    return np.array(known).reshape(-1, 3), np.array(came), np.array(dialogue, np.int64)


def damped_trend(known: Floats, came: Floats, dialogue: NDArray[np.int64]) -> Floats:
    """Forecasts of each fifth of the dialogues by weights fitted on the others: a drift, a level and a damped trend."""
    forecast = np.empty_like(came)
    for fold in range(FOLDS):
        inside = dialogue % FOLDS == fold
        weights, *_ = np.linalg.lstsq(known[~inside], came[~inside], rcond=None)
        forecast[inside] = np.clip(known[inside] @ weights, 0, 100)
    return forecast


def row(name: str, found: Sequence[Series]) -> list[str]:
    """One row of the table; the interval is that of the difference."""
    known, came, dialogue = pairs(found)
    same = np.abs(known[:, 1] - came)
    damped = np.abs(damped_trend(known, came, dialogue) - came)
    difference, low, high = interval(lambda rows: float((damped - same)[rows].mean()), len(came))
    shown = f"{difference:+.2f} ({low:+.2f} to {high:+.2f})"
    average = np.abs(came.mean() - came)
    errors = [f"{error.mean():.2f}" for error in (same, average, damped)]
    return [name, str(len(found)), str(len(came)), *errors, shown]


def page(most: int) -> str:
    """The whole page, with at most so many dialogues of each set."""
    sets = {f"own, {language}": labelled(language) for language in LANGUAGES}
    picked = random.Random(SEED)
    for name, dialogues in (("ABCD", list(abcd())), ("MultiDoGO", list(multidogo()))):
        sets[name] = [heat(turns) for turns in picked.sample(dialogues, min(most, len(dialogues)))]
    rows = [row(name, found) for name, found in sets.items() if len(found) >= FOLDS]
    return f"{_HEAD}\n{table(_COLUMNS, rows)}\n"


_COLUMNS = [
    "set",
    "dialogues",
    "turns with a next one",
    "same as the last",
    "the average",
    "damped trend",
    "difference",
]
_HEAD = """# Forecast of the next turn's heat

Written by `python -m benchmarks.forecast`. Mean absolute error in points of 0–100. "Same as the last" says that the
next turn of the customer is as hot as this one; the damped trend adds a drift and a share of the last change, its three
weights fitted on four fifths of the dialogues and scored on the fifth. Own dialogues: labelled heat, training split,
written for the project. MultiDoGO (and ABCD, whose published sample is too small for a row): customers' turns that
nobody of the project wrote, their heat as the fast profile reads it. "The average" is the mean heat of the set, whoever
speaks: where it does as well as the trend, the trend foresees nothing but the calm that most turns have. The difference
is trend less last, so below 0 it favours the trend. In brackets its 95 % interval over 1,000 resamples.

No forecast is shipped unless its interval is below 0 on every set and it beats the average there by half a point or
more. It does not on MultiDoGO, so none is shipped.
"""


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=200, help="dialogues of each public set (default: 200)")
    PAGE.write_text(page(parser.parse_args().most), "utf-8")


if __name__ == "__main__":
    main()
