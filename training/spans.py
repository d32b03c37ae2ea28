"""Train the name and order models (``python -m training.spans``); writes weights/spans.json. One minute."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from training import messages
from training.lexical import WEIGHTS
from training.messages import Message
from tyyni.models.spans import Field, candidates

_LEAST = 2
_STRENGTH = 3.0
_GRID = np.arange(-3.0, 1.01, 0.25)


def train(examples: Sequence[Message], field: Field) -> dict[str, float]:
    """Weights of every feature seen at least twice, and "bias"."""
    seen: list[tuple[tuple[str, ...], bool]] = []
    for example in examples:
        wanted = getattr(example, field)
        for candidate in candidates(example.text, field):
            seen.append((candidate.features, example.text[candidate.start : candidate.end] == wanted))
    counts = Counter(feature for features, _ in seen for feature in features)
    number = {feature: n for n, feature in enumerate(f for f, count in counts.items() if count >= _LEAST)}
    rows, columns = [], []
    for row, (features, _) in enumerate(seen):
        for feature in set(features):
            if feature in number:
                rows.append(row)
                columns.append(number[feature])
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(seen), len(number)))
    model = LogisticRegression(C=_STRENGTH, solver="liblinear", max_iter=300)
    model.fit(matrix, [right for _, right in seen])
    weights = {
        feature: round(float(model.coef_[0][column]), 3)
        for feature, column in number.items()
        if abs(model.coef_[0][column]) >= 0.02
    }
    return {"bias": round(float(model.intercept_[0]), 3), "threshold": 0.0} | weights


def threshold(examples: Sequence[Message], field: Field, weights: dict[str, float]) -> float:
    """The score from which most development messages are right, exactly."""
    best = []
    for example in examples:
        scored = (
            (weights["bias"] + sum(weights.get(feature, 0.0) for feature in candidate.features), candidate)
            for candidate in candidates(example.text, field)
        )
        score, found = max(scored, key=lambda pair: pair[0], default=(-99.0, None))
        best.append((score, example.text[found.start : found.end] if found else None, getattr(example, field)))
    right = [sum((text if score >= least else None) == wanted for score, text, wanted in best) for least in _GRID]
    return float(np.median(_GRID[np.array(right) >= max(right) - 1]))


def main() -> None:
    """Train both fields on the training messages and write them."""
    examples = messages.load("train", part="fit")
    fields: tuple[Field, ...] = ("name", "order")
    stored = {field: train(examples, field) for field in fields}
    for field, weights in stored.items():
        weights["threshold"] = threshold(messages.load("train", part="dev"), field, weights)
    (WEIGHTS / "spans.json").write_text(json.dumps(stored, ensure_ascii=False, indent=0), "utf-8")
    print({field: (len(weights), weights["threshold"]) for field, weights in stored.items()})


if __name__ == "__main__":
    main()
