"""The nets that read the sentences of replies on the fixed encoder.

The encoder itself learned from the first sentences, so it knows them too well: sentences written after it count more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.sentences import Sentence
from training.tasks import SENTENCE_WIDTH, Floats
from tyyni.models.encoder import encoder

MEMBERS = 4
_WIDTH = 96
_EPOCHS = 12
_RATE = 1e-3
_BATCH = 64
_NEW = 3.0
_MISS_WEIGHT = 2.0
_DROPPED = 0.3
_FIRST = "-a-"  # in the ids of what the encoder learned from


class Net(nn.Module):
    """One hidden layer over standardised pooled vectors."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(size, _WIDTH)
        self.linear = nn.Linear(_WIDTH, SENTENCE_WIDTH)
        nn.init.zeros_(self.linear.weight)
        nn.init.constant_(self.linear.bias, -2)

    def forward(self, rows: Tensor) -> Tensor:
        """Pooled vectors (batch × size) to logits (batch × columns)."""
        hidden = functional.relu(self.hidden(functional.dropout(rows, _DROPPED, self.training)))
        logits: Tensor = self.linear(functional.dropout(hidden, _DROPPED, self.training))
        return logits


def pooled(rows: Sequence[Sentence]) -> Floats:
    """Sentences × what the nets see of each."""
    return np.stack([encoder().pooled(row.text).astype(np.float16) for row in rows]).astype(np.float32)


def train(rows: Tensor, wanted: Tensor, counts: Tensor, seed: int) -> Net:
    """One member of the ensemble; ``counts`` is how much each row counts."""
    torch.manual_seed(seed)
    net = Net(rows.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=0.05)
    steps = _EPOCHS * (len(rows) // _BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps + 1)
    net.train()
    for _ in range(_EPOCHS):
        for some in torch.randperm(len(rows)).split(_BATCH):
            known = ~torch.isnan(wanted[some])
            misses = functional.binary_cross_entropy_with_logits(
                net(rows[some]),
                torch.nan_to_num(wanted[some]),
                pos_weight=torch.tensor(_MISS_WEIGHT),
                reduction="none",
            )
            optimiser.zero_grad()
            ((misses * known * counts[some, None]).sum() / known.sum()).backward()
            optimiser.step()
            schedule.step()
    return net.eval()


def stored(nets: Sequence[Net], mean: Floats, scale: Floats) -> dict[str, np.ndarray]:
    """As the engine reads it: the members stacked, matrices the way round that numpy multiplies them."""

    def stack(name: str, kind: type) -> np.ndarray:
        return np.stack([net.state_dict()[name].numpy().T for net in nets]).astype(kind)

    return {
        "mean": mean,
        "scale": scale,
        "hidden": stack("hidden.weight", np.float16),
        "hidden_bias": stack("hidden.bias", np.float32),
        "weights": stack("linear.weight", np.float16),
        "bias": stack("linear.bias", np.float32),
    }


def fit(
    found: Sequence[Sentence], seen: Floats, wanted: Tensor, seed: int, members: int = MEMBERS
) -> dict[str, np.ndarray]:
    """An ensemble over some sentences and their pooled vectors, as stored."""
    torch.set_num_threads(1)  # so small a net gains nothing from more
    mean, scale = seen.mean(0), seen.std(0)
    rows = torch.from_numpy((seen - mean) / scale)
    counts = torch.tensor([1.0 if _FIRST in row.id else _NEW for row in found])
    return stored([train(rows, wanted, counts, seed + number) for number in range(members)], mean, scale)
