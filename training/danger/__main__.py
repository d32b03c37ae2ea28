"""Train the layer that reads danger on the finished encoder (``python -m training.danger``). Ten minutes.

Writes weights/danger-layer.npz. The encoder itself learned from the first messages, so it knows them too well: those
written after it count more.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training import messages
from training.encoder import HIDDEN
from training.lexical import SEED, WEIGHTS
from training.messages import Message
from training.tasks import of_message
from tyyni.models.encoder import encoder
from tyyni.models.labels import DANGER_COLUMNS, DANGERS

MEMBERS = 2
_WIDTH = 64
_EPOCHS = 8
_RATE = 2e-3
_BATCH = 64
_NEW = 3.0
_MISS_WEIGHT = 2.0
_DROPPED = 0.25
_LATER = ("9", "10", "11")  # the writers who came after the encoder, as in the ids of their messages

Example = tuple[Tensor, Tensor, float]


class Layer(nn.Module):
    """A hidden layer over each token, then for each danger a query that picks tokens and a weight for them."""

    def __init__(self, mean: Tensor, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.hidden = nn.Linear(HIDDEN, _WIDTH)
        self.query = nn.Linear(_WIDTH, len(DANGERS), bias=False)
        self.linear = nn.Linear(_WIDTH, len(DANGERS))
        nn.init.zeros_(self.query.weight)
        nn.init.zeros_(self.linear.weight)
        nn.init.constant_(self.linear.bias, -2)

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Token vectors (batch × length × 384) to logits (batch × dangers)."""
        standard = functional.dropout((tokens - self.mean) / self.scale, _DROPPED, self.training)
        hidden = functional.dropout(functional.relu(self.hidden(standard)), _DROPPED, self.training)
        attention = self.query(hidden).masked_fill(~mask.unsqueeze(-1), -1e9).softmax(1)
        outputs: Tensor = (attention * functional.linear(hidden, self.linear.weight)).sum(1) + self.linear.bias
        return outputs


def examples(rows: Sequence[Message]) -> list[Example]:
    """Each message as its token vectors, its dangers and how much it counts."""
    found = []
    for row in rows:
        tokens = torch.from_numpy(encoder().vectors(row.text).tokens.astype(np.float16))
        weight = _NEW if row.id.split("-")[1] in _LATER else 1.0
        found.append((tokens, torch.from_numpy(of_message(row)[DANGER_COLUMNS]), weight))
    return found


def train(found: Sequence[Example], seed: int) -> Layer:
    """One member of the ensemble."""
    torch.manual_seed(seed)
    sample = torch.cat([tokens for tokens, _, _ in found[::9]]).float()
    layer = Layer(sample.mean(0), sample.std(0))
    optimiser = torch.optim.AdamW(layer.parameters(), lr=_RATE, weight_decay=0.01)
    steps = _EPOCHS * (len(found) // _BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps + 1)
    layer.train()
    for epoch in range(_EPOCHS):
        for tokens, mask, wanted, weight in _batches(found, random.Random(seed + epoch)):
            misses = functional.binary_cross_entropy_with_logits(
                layer(tokens, mask), wanted, pos_weight=torch.tensor(_MISS_WEIGHT), reduction="none"
            )
            loss = (misses * weight[:, None]).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return layer.eval()


def _batches(found: Sequence[Example], chance: random.Random) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    # Neighbours in length share a batch, so little is padding.
    order = sorted(range(len(found)), key=lambda number: len(found[number][0]) + chance.uniform(0, 4))
    cuts = [order[first : first + _BATCH] for first in range(0, len(order), _BATCH)]
    chance.shuffle(cuts)
    for cut in cuts:
        some = [found[number] for number in cut]
        tokens = nn.utils.rnn.pad_sequence([one for one, _, _ in some], batch_first=True).float()
        lengths = torch.tensor([len(one) for one, _, _ in some])
        mask = torch.arange(tokens.shape[1])[None] < lengths[:, None]
        yield tokens, mask, torch.stack([one for _, one, _ in some]), torch.tensor([one for _, _, one in some])


def stored(layers: Sequence[Layer]) -> dict[str, np.ndarray]:
    """As the engine reads it: the members stacked, matrices the way round that numpy multiplies them."""

    def stack(name: str, kind: type) -> np.ndarray:
        return np.stack([layer.state_dict()[name].numpy().T for layer in layers]).astype(kind)

    return {
        "mean": layers[0].mean.numpy(),
        "scale": layers[0].scale.numpy(),
        "hidden": stack("hidden.weight", np.float16),
        "hidden_bias": stack("hidden.bias", np.float32),
        "query": stack("query.weight", np.float16),
        "weights": stack("linear.weight", np.float16),
        "bias": stack("linear.bias", np.float32),
    }


def main() -> None:
    """Train all members on the training messages and write them."""
    torch.set_num_threads(1)  # so small a layer gains nothing from more
    found = examples(messages.load("train", part="fit"))
    layers = [train(found, SEED + number) for number in range(MEMBERS)]
    np.savez_compressed(WEIGHTS / "danger-layer.npz", **stored(layers))


if __name__ == "__main__":
    main()
