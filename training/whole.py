"""Fit the model of the whole reply (``python -m training.whole``): no acknowledgement, no next step. Two minutes.

Writes weights/whole.json. The sentences of these replies were seen by the heads too, so thresholds come from folds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from training import replies
from training.lexical import WEIGHTS
from training.replies import Reply
from tyyni.reading.reader import read
from tyyni.review.lines import draft
from tyyni.review.whole import features

CODES = ("F_NO_ACK", "F_NO_NEXT")
_STRENGTH = 0.3
_FOLDS = 10
_GRID = np.arange(0.3, 0.81, 0.02)


def matrix(examples: Sequence[Reply]) -> tuple[list[str], NDArray[np.float64]]:
    """The names of the features, and replies × features."""
    rows = []
    for example in examples:
        reading = read(example.message, channel=example.channel) if example.message else None
        made = draft(example.reply, language=example.language, channel=example.channel, profile="full")  # type: ignore[arg-type] # always a pack
        rows.append(features(made, reading))
    return list(rows[0]), np.array([list(row.values()) for row in rows])


def fit(names: list[str], seen: NDArray[np.float64], wanted: NDArray[np.bool_]) -> dict[str, float]:
    """The weights of one code and its threshold, found on held-out folds."""
    model = LogisticRegression(C=_STRENGTH, fit_intercept=False, max_iter=1000, class_weight={0: 1, 1: 2})
    held_out = cross_val_predict(model, seen, wanted, cv=_FOLDS, method="predict_proba")[:, 1]
    scores = [_f1(held_out >= threshold, wanted) for threshold in _GRID]
    best = float(np.median(_GRID[np.array(scores) >= max(scores) - 0.005]))
    print(f"F1 on held-out folds {max(scores):.3f} at {best:.2f}")
    weights = model.fit(seen, wanted).coef_[0]
    stored = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
    return stored | {"threshold": round(best, 3)}


def _f1(shown: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> float:
    return float(2 * (shown & wanted).sum() / max(1, shown.sum() + wanted.sum()))


def main() -> None:
    """Fit both codes on the training replies."""
    examples = replies.load("train")
    names, seen = matrix(examples)
    stored = {}
    for code in CODES:
        wanted = np.array([any(fault.code == code for fault in example.faults) for example in examples])
        stored[code] = fit(names, seen, wanted)
    (WEIGHTS / "whole.json").write_text(json.dumps(stored, indent=0), "utf-8")


if __name__ == "__main__":
    main()
