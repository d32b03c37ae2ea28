"""Weigh and calibrate the heads on development data (``python -m training.judge``). Two minutes.

Writes weights/judge.json: for each profile how much the lexical and the encoder's logits count in each
group, a bias for each label and language, and the thresholds of labels of which many may hold. ``python -m
training.judge danger`` fits violence and self-harm in ``full`` alone, and leaves the rest as it is. What weighs the
sentences of replies is fitted by ``training/review``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from training import messages
from training.lexical import WEIGHTS
from training.messages import Message
from training.tasks import MESSAGE_TASKS, OWN_WIDTH, SENTENCE_TASKS, Floats, Task, of_message
from tyyni.models.danger import message_shares
from tyyni.models.encoder import encoder
from tyyni.models.labels import DANGER_COLUMNS
from tyyni.models.lexical import lexical_heads
from tyyni.reading.signals import findings, strengths
from tyyni.text.value import Text

LANGUAGES = ("fi", "pl", "en", "und")
_SHRINK_LANGUAGE = 0.06
_SHRINK_LABEL = 0.004
# A missed danger costs more than a second look, so it is shown well below even odds: as low as calm messages are not
# alarmed at more often for it. Without the encoder words alone tell less.
_DANGER_FULL = {"violence": 0.25, "self_harm": 0.22}
_DANGER_FAST = {"violence": 0.25, "self_harm": 0.25}
_GRID = np.arange(0.2, 0.71, 0.02)
# The model of the whole reply keeps false faults from clean ones; on whole held-out replies nothing below this pays.
_LEAST_FULL = {"fault": 0.3}
# Words alone tell less.
_LEAST_FAST = {"fault": 0.5}


@dataclass(frozen=True, slots=True)
class Votes:
    """The logits of the lexical heads and of the encoder's heads, and what is right: examples × columns."""

    lexical: Floats
    encoder: Floats
    wanted: Floats
    languages: list[str]


def message_votes(examples: Sequence[Message]) -> Votes:
    """How both heads vote on messages."""
    lexical, encoded = [], []
    for example in examples:
        text = Text(example.text)
        signals = strengths(findings(text, example.language))  # type: ignore[arg-type] # always a pack
        lexical.append(lexical_heads().scores(text, signals, example.channel).logits)
        encoded.append(message_shares(encoder().vectors(example.text)).sum(0))
    wanted = np.stack([of_message(example)[:OWN_WIDTH] for example in examples])
    return Votes(np.array(lexical), np.array(encoded), wanted, [example.language for example in examples])


def fit(votes: Votes, tasks: Sequence[Task], *, with_encoder: bool) -> dict[str, Any]:
    """The judge of one profile, as stored."""
    language = torch.tensor([LANGUAGES.index(name) for name in votes.languages])
    first, second, wanted = (torch.from_numpy(array) for array in (votes.lexical, votes.encoder, votes.wanted))
    stored: dict[str, Any] = {"lexical": [], "encoder": [], "threshold": [], "bias": {name: [] for name in LANGUAGES}}
    for task in tasks:
        known = ~torch.isnan(wanted[:, task.start])
        rows = first[known], second[known], wanted[known], language[known]
        weights, bias = _fit_group(task, *rows, with_encoder=with_encoder)
        logits = weights[0] * rows[0][:, task.columns] + weights[1] * rows[1][:, task.columns] + bias[rows[3]]
        stored["lexical"] += [float(weights[0])] * len(task.labels)
        stored["encoder"] += [float(weights[1])] * len(task.labels)
        sure, least = (_DANGER_FULL, _LEAST_FULL) if with_encoder else (_DANGER_FAST, _LEAST_FAST)
        stored["threshold"] += _thresholds(
            task, logits.numpy(), rows[2][:, task.columns].numpy(), sure, least.get(task.name, 0.0)
        )
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


def _thresholds(
    task: Task, logits: NDArray[np.float32], wanted: NDArray[np.float32], sure: dict[str, float], least: float
) -> list[float]:
    if task.kind != "many":
        return [0.5] * len(task.labels)
    probability = 1 / (1 + np.exp(-logits))
    return [
        sure.get(label) or max(least, _best(probability[:, column], wanted[:, column]))
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


def danger() -> None:
    """Fit the dangers in ``full`` anew, and write them among the weights that stay."""
    made = fit(message_votes(messages.load("train", part="dev")), MESSAGE_TASKS, with_encoder=True)
    stored = _stored()
    full = stored["full"]
    rows = [(full[name], made[name]) for name in ("lexical", "encoder", "threshold")]
    rows += [(full["bias"][language], made["bias"][language]) for language in LANGUAGES]
    for kept, new in rows:
        kept[DANGER_COLUMNS] = new[DANGER_COLUMNS]
    _write(stored)


def of_replies(votes: Votes) -> None:
    """Fit both profiles for the sentences of replies, and write them among the weights that stay."""
    _write(_stored() | _both("sentence_", votes, SENTENCE_TASKS))


def main() -> None:
    """Fit both profiles on the development messages and write them."""
    made = _both("", message_votes(messages.load("train", part="dev")), MESSAGE_TASKS)
    _write(_stored() | made)
    print({profile: (judge["lexical"][::10], judge["encoder"][::10]) for profile, judge in made.items()})


def _both(name: str, votes: Votes, tasks: Sequence[Task]) -> dict[str, Any]:
    return {
        f"{name}fast": fit(votes, tasks, with_encoder=False),
        f"{name}full": fit(votes, tasks, with_encoder=True),
    }


def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads((WEIGHTS / "judge.json").read_text("utf-8"))
    return stored


def _write(stored: dict[str, Any]) -> None:
    (WEIGHTS / "judge.json").write_text(json.dumps(stored, indent=0), "utf-8")


if __name__ == "__main__":
    danger() if sys.argv[1:] == ["danger"] else main()
