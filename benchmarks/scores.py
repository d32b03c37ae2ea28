"""Scores with bootstrap intervals, and the few tables that the benchmark pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

SEED = 20261124
RESAMPLES = 1000
Ints = NDArray[np.int64]


def f1(wanted: NDArray[np.bool_], got: NDArray[np.bool_]) -> float:
    """F1 of one label, or micro-F1 of several columns; 1 when there is nothing to find and nothing found."""
    hits = float((wanted & got).sum())
    total = float(wanted.sum() + got.sum())
    return 2 * hits / total if total else 1.0


def macro_f1(wanted: Ints, got: Ints, labels: int) -> float:
    """Mean F1 of the labels that occur in ``wanted`` or ``got``."""
    present = [label for label in range(labels) if (wanted == label).any() or (got == label).any()]
    return float(np.mean([f1(wanted == label, got == label) for label in present]))


def interval(score: Callable[[Ints], float], size: int) -> tuple[float, float, float]:
    """The score over all rows, and the 95 % interval over resampled ones."""
    rng = np.random.default_rng(SEED)
    everything = np.arange(size)
    resampled = [score(rng.choice(everything, size)) for _ in range(RESAMPLES)]
    low, high = np.percentile(resampled, [2.5, 97.5])
    return score(everything), float(low), float(high)


def shown(values: tuple[float, float, float]) -> str:
    """As it stands in a table: ".812 (.77–.85)"."""
    score, low, high = values
    return f"{score:.3f} ({low:.2f}–{high:.2f})"


def calibration_error(confidence: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: how far stated confidence is from the share that is right."""
    stated, correct = np.array(confidence), np.array(right, dtype=float)
    place = np.minimum((stated * bins).astype(int), bins - 1)
    error = 0.0
    for bucket in range(bins):
        inside = place == bucket
        if inside.any():
            error += inside.mean() * abs(stated[inside].mean() - correct[inside].mean())
    return float(error)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)
