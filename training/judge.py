"""Weigh and calibrate the heads on development messages (``python -m training.judge``). One minute.

Writes weights/judge.json: for each profile how much the lexical and the encoder's logits count in each
group, a bias for each label and language, and the thresholds of labels of which many may hold.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from training import messages
from training.lexical import WEIGHTS
from training.messages import Message
from training.tasks import OWN_WIDTH, TASKS, Floats, Task, of_message
from tyyni.models.encoder import encoder, encoder_heads
from tyyni.models.lexical import lexical_heads
from tyyni.reading.signals import findings, strengths
from tyyni.text.value import Text

LANGUAGES = ("fi", "pl", "en", "und")
_SHRINK_LANGUAGE = 0.06
_SHRINK_LABEL = 0.004
# A missed danger costs more than a second look, so these are shown well below even odds.
_DANGER = {"violence": 0.25, "self_harm": 0.25}
_GRID = np.arange(0.2, 0.71, 0.02)


def votes(examples: Sequence[Message]) -> tuple[Floats, Floats]:
    """The logits of the lexical heads and of the encoder's heads, one row a message."""
    lexical, encoded = [], []
    for example in examples:
        text = Text(example.text)
        signals = strengths(findings(text, example.language))  # type: ignore[arg-type] # always a pack
        lexical.append(lexical_heads().scores(text, signals, example.channel).logits)
        encoded.append(encoder_heads().shares(encoder().vectors(example.text)).sum(0))
    return np.array(lexical), np.array(encoded)


def fit(lexical: Floats, encoded: Floats | None, examples: Sequence[Message]) -> dict[str, Any]:
    """The judge of one profile, as stored; ``encoded`` is None for the fast one."""
    targets = torch.from_numpy(np.stack([of_message(example)[:OWN_WIDTH] for example in examples]))
    language = torch.tensor([LANGUAGES.index(example.language) for example in examples])
    first, second = torch.from_numpy(lexical), torch.from_numpy(encoded if encoded is not None else 0 * lexical)
    stored: dict[str, Any] = {"lexical": [], "encoder": [], "threshold": [], "bias": {name: [] for name in LANGUAGES}}
    for task in TASKS:
        if task.start >= OWN_WIDTH:
            break
        weights, bias = _fit_group(task, first, second, targets, language, with_encoder=encoded is not None)
        logits = weights[0] * first[:, task.columns] + weights[1] * second[:, task.columns] + bias[language]
        stored["lexical"] += [float(weights[0])] * len(task.labels)
        stored["encoder"] += [float(weights[1])] * len(task.labels)
        stored["threshold"] += _thresholds(task, logits.numpy(), targets[:, task.columns].numpy())
        for number, name in enumerate(LANGUAGES):
            stored["bias"][name] += [round(float(value), 4) for value in bias[number]]
    return stored


def _fit_group(
    task: Task, first: Tensor, second: Tensor, targets: Tensor, language: Tensor, *, with_encoder: bool
) -> tuple[Tensor, Tensor]:
    weights = torch.tensor([0.7, 0.7 if with_encoder else 0.0], requires_grad=True)
    shared = torch.zeros(len(task.labels), requires_grad=True)
    own = torch.zeros(len(LANGUAGES), len(task.labels), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, shared, own], max_iter=200, line_search_fn="strong_wolfe")
    wanted = targets[:, task.columns]

    def loss() -> Tensor:
        optimiser.zero_grad()
        used = weights if with_encoder else weights * torch.tensor([1.0, 0.0])
        logits = used[0] * first[:, task.columns] + used[1] * second[:, task.columns] + shared + own[language]
        if task.kind == "one":
            value = functional.cross_entropy(logits, wanted.argmax(1))
        elif task.kind == "many":
            value = functional.binary_cross_entropy_with_logits(logits, wanted)
        else:
            value = functional.mse_loss(torch.sigmoid(logits), wanted)
        value = value + _SHRINK_LANGUAGE * (own**2).mean() + _SHRINK_LABEL * (shared**2).mean()
        value.backward()
        return value

    optimiser.step(loss)
    bias = (shared + own).detach()
    bias[LANGUAGES.index("und")] = shared.detach()
    kept = weights.detach() if with_encoder else weights.detach() * torch.tensor([1.0, 0.0])
    return kept.clamp(min=0), bias


def _thresholds(task: Task, logits: NDArray[np.float32], wanted: NDArray[np.float32]) -> list[float]:
    if task.kind != "many":
        return [0.5] * len(task.labels)
    probability = 1 / (1 + np.exp(-logits))
    return [
        _DANGER.get(label) or _best(probability[:, column], wanted[:, column])
        for column, label in enumerate(task.labels)
    ]


def _best(probability: NDArray[np.float32], wanted: NDArray[np.float32]) -> float:
    """The threshold of the best F1, drawn towards the middle: a label has few development messages."""
    scores = []
    for threshold in _GRID:
        shown = probability >= threshold
        hits = float((shown * wanted).sum()) + 2.0  # as if two more were right at every threshold
        scores.append(2 * hits / (float(shown.sum()) + float(wanted.sum()) + 4.0))
    good = _GRID[np.array(scores) >= max(scores) - 0.005]
    return round(float(np.median(good)), 3)


def main() -> None:
    """Fit both profiles on the development messages and write them."""
    examples = messages.load("train", part="dev")
    lexical, encoded = votes(examples)
    stored = {"fast": fit(lexical, None, examples), "full": fit(lexical, encoded, examples)}
    (WEIGHTS / "judge.json").write_text(json.dumps(stored, indent=0), "utf-8")
    print({profile: (judge["lexical"][::10], judge["encoder"][::10]) for profile, judge in stored.items()})


if __name__ == "__main__":
    main()
