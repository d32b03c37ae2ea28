"""Train the lexical heads (``python -m training.lexical``): n-grams, word pairs, rule signals, looks.

Writes lexical.npz (messages) under src/tyyni/models/weights. Two cores, about three minutes. The heads for the
sentences of replies (sentences.npz) are trained by ``training/review``.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression, Ridge

from training import messages
from training.messages import Message
from training.sentences import Sentence
from training.tasks import MESSAGE_TASKS, OWN_WIDTH, SENTENCE_TASKS, Floats, Task, of_message, of_sentence
from tyyni.lexicon.matcher import AGENT, CUSTOMER, matcher
from tyyni.lexicon.rules import LANGUAGES, Language, rules
from tyyni.models.features import pair, pieces, surface
from tyyni.reading.signals import findings, strengths
from tyyni.text.value import Text

WEIGHTS = Path(__file__).parents[1] / "src" / "tyyni" / "models" / "weights"
SEED = 20261124
_LEAST_MESSAGES = 2
# How strongly n-grams are trusted beside the dense features; found on development folds.
_SCALE = 3.0
_STRENGTH = 100.0


@dataclass(frozen=True, slots=True)
class Seen:
    """An example's features before they have numbers."""

    grams: Counter[bytes]
    dense: list[float]


def signal_names(families: tuple[str, ...] = CUSTOMER) -> tuple[str, ...]:
    """The rule signals of all three packs, in a fixed order."""
    names = {rule.signal for lang in LANGUAGES for rule in rules(lang) if rule.family in families}
    return tuple(sorted(names))


def see(example: Message | Sentence, names: tuple[str, ...]) -> Seen:
    """The features of one message, or of one sentence of a reply."""
    text = Text(example.text)
    language: Language = example.language  # type: ignore[assignment] # always a pack
    found = findings(text, language) if isinstance(example, Message) else matcher(language, AGENT).find(text)
    words = [text.folded[start:end] for start, end in text.words]
    grams = Counter(piece for word in words for piece in pieces(word))
    grams.update(pair(first, second) for first, second in itertools.pairwise(words))
    weights = strengths(found)
    return Seen(grams, [weights.get(name, 0.0) for name in names] + surface(text, example.channel))


@dataclass(slots=True)
class Trained:
    """Weights as the engine reads them: one row a feature, one column a label."""

    features: list[bytes]
    weights: Floats
    dense: Floats
    bias: Floats
    signals: tuple[str, ...]

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """As stored: weights in 8 bits with one scale a column."""
        scale = np.abs(self.weights).max(0) / 127 + 1e-12
        return {
            "features": np.frombuffer(b"\n".join(self.features), np.uint8),
            "weights": np.round(self.weights / scale).astype(np.int8),
            "scale": scale.astype(np.float32),
            "dense": self.dense.astype(np.float32),
            "bias": self.bias.astype(np.float32),
            "signals": np.frombuffer("\n".join(self.signals).encode(), np.uint8),
        }


def train(seen: Sequence[Seen], targets: Floats, tasks: Sequence[Task], signals: tuple[str, ...]) -> Trained:
    """Fit every column of ``targets`` (examples × columns, NaN where a label is not known)."""
    documents = Counter(gram for one in seen for gram in one.grams)
    features = [gram for gram, count in documents.items() if count >= _LEAST_MESSAGES]
    rarity = np.log(len(seen) / np.array([documents[feature] for feature in features])) + 1
    matrix = _matrix(seen, {feature: number for number, feature in enumerate(features)}, rarity)

    coefficients = np.zeros((matrix.shape[1], targets.shape[1]), np.float32)
    bias = np.zeros(targets.shape[1], np.float32)
    for task in tasks:
        known = ~np.isnan(targets[:, task.start])
        wanted = targets[known, task.columns]
        _fit(matrix[known], wanted, task.kind, coefficients[:, task.columns], bias[task.columns])
    grams = len(features)
    weights = coefficients[:grams] * (rarity[:, None] * _SCALE / rarity.mean()).astype(np.float32)
    return Trained(features, weights, coefficients[grams:], bias, signals)


def _matrix(seen: Sequence[Seen], number: dict[bytes, int], rarity: NDArray[np.float64]) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, one in enumerate(seen):
        known = [(number[gram], count) for gram, count in one.grams.items() if gram in number]
        size = (1 + sum(count for _, count in known)) ** 0.5
        for column, count in known:
            rows.append(row)
            columns.append(column)
            values.append(count / size * rarity[column] * _SCALE / rarity.mean())
    grams = csr_matrix((values, (rows, columns)), shape=(len(seen), len(number)))
    return hstack([grams, csr_matrix(np.array([one.dense for one in seen]))]).tocsr()


def _fit(matrix: csr_matrix, targets: Floats, kind: str, coefficients: Floats, bias: Floats) -> None:
    if kind == "number":
        # The engine takes a sigmoid of every column, so fit the logit of the number.
        logit = np.log(np.clip(targets[:, 0], 0.02, 0.98) / (1 - np.clip(targets[:, 0], 0.02, 0.98)))
        ridge = Ridge(alpha=2.0).fit(matrix, logit)
        coefficients[:, 0], bias[0] = ridge.coef_, ridge.intercept_
    elif kind == "one":
        model = LogisticRegression(C=_STRENGTH, max_iter=300).fit(matrix, targets.argmax(1))
        coefficients[:] = model.coef_.T
        bias[:] = model.intercept_
    else:
        for column in range(targets.shape[1]):
            model = LogisticRegression(
                C=_STRENGTH, solver="liblinear", class_weight={0: 1, 1: 3}, random_state=SEED
            ).fit(matrix, targets[:, column])
            coefficients[:, column], bias[column] = model.coef_[0], model.intercept_[0]


def main() -> None:
    """Train on the training messages and write the weights."""
    examples = messages.load("train", part="fit")
    _train_and_write("lexical", examples, np.stack([of_message(one)[:OWN_WIDTH] for one in examples]), MESSAGE_TASKS)


def of_replies(rows: Sequence[Sentence]) -> None:
    """Train on the sentences of replies and write the weights."""
    _train_and_write("sentences", rows, np.stack([of_sentence(row) for row in rows]), SENTENCE_TASKS)


def _train_and_write(name: str, examples: Sequence[Message | Sentence], targets: Floats, tasks: Sequence[Task]) -> None:
    signals = signal_names(AGENT if tasks is SENTENCE_TASKS else CUSTOMER)
    trained = train([see(example, signals) for example in examples], targets, tasks, signals)
    np.savez_compressed(WEIGHTS / f"{name}.npz", **trained.arrays())
    print(f"{name}: {len(examples)} examples, {len(trained.features)} features")


if __name__ == "__main__":
    main()
