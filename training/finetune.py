"""Fine-tune the shared encoder on all tasks at once.

    python -m training.finetune public   # XED and GoEmotions, from the original weights
    python -m training.finetune own      # our messages, from the result of that
    python -m training.finetune last     # our messages and the sentences of replies, from the result of that

Each command writes ``training/work/<stage>.pt`` after every epoch and goes on from there when it is
started again. Two cores, seeds fixed; about 35, 25 and 35 minutes.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training import messages, public, sentences
from training.encoder import HIDDEN, Encoder, load, original, save
from training.tasks import TASKS, WIDTH, Floats, among_all, of_message, of_public, of_sentence
from tyyni.models.tokenizer import encode

WORK = Path(__file__).parent / "work"
SEED = 20261124
_MISS_WEIGHT = {"threat": 6.0, "flag": 4.0}


@dataclass(frozen=True, slots=True)
class Stage:
    """How one command trains: layers below ``frozen`` stay as they are."""

    name: str
    before: str | None
    epochs: int
    frozen: int
    rate: float
    batch: int
    longest: int
    rehearsed: int  # lines of the public sets that go along, so that what was learnt there is not unlearnt


STAGES = {
    stage.name: stage
    for stage in (
        Stage("public", before=None, epochs=2, frozen=4, rate=6e-5, batch=48, longest=48, rehearsed=0),
        Stage("own", before="public", epochs=5, frozen=2, rate=7e-5, batch=24, longest=160, rehearsed=3000),
        Stage("last", before="own", epochs=5, frozen=2, rate=6e-5, batch=24, longest=160, rehearsed=2000),
    )
}
Example = tuple[list[int], Floats]


class Heads(nn.Module):
    """For each column of the target a query that picks tokens and a linear layer over what it picked.

    Queries begin at zero, which is the mean over all tokens.
    """

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(HIDDEN, WIDTH)
        self.query = nn.Linear(HIDDEN, WIDTH, bias=False)
        self.register_buffer("mean", torch.zeros(HIDDEN))
        self.register_buffer("scale", torch.ones(HIDDEN))
        nn.init.zeros_(self.query.weight)
        nn.init.zeros_(self.linear.weight)
        nn.init.zeros_(self.linear.bias)

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Token vectors (batch × length × 384) to logits (batch × columns)."""
        standard = functional.dropout((tokens - self.mean) / self.scale, 0.1, self.training)
        attention = self.query(standard).masked_fill(~mask.unsqueeze(-1), float("-inf")).softmax(1)
        outputs: Tensor = (attention * functional.linear(standard, self.linear.weight)).sum(1) + self.linear.bias
        return outputs


def main(name: str) -> None:
    """Run one stage to its end, from its last finished epoch."""
    stage = STAGES[name]
    torch.manual_seed(SEED)
    random.seed(SEED)
    examples = list(_examples(stage))
    encoder, heads, done = _begin(stage, examples)
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for layer in encoder.layers[stage.frozen :] for p in layer.parameters()]},
            {"params": heads.parameters(), "lr": 1e-3, "weight_decay": 0.0},
        ],
        lr=stage.rate,
        weight_decay=0.01,
    )
    steps = stage.epochs * (len(examples) // stage.batch + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [stage.rate, 1e-3], total_steps=steps + 1, pct_start=0.1, last_epoch=-1
    )
    for _ in range(done * (len(examples) // stage.batch + 1)):
        schedule.step()
    for epoch in range(done, stage.epochs):
        _epoch(encoder, heads, optimiser, schedule, examples, stage, epoch)
        save(encoder, WORK / f"{name}.pt")
        torch.save({"heads": heads.state_dict(), "done": epoch + 1}, WORK / f"{name}-heads.pt")


def _examples(stage: Stage) -> Iterator[Example]:
    for text, target in _texts(stage):
        ids = encode(text).ids
        yield ids[: stage.longest - 1] + ids[-1:], target


def _texts(stage: Stage) -> Iterator[tuple[str, Floats]]:
    if stage.name == "public":
        yield from _public_texts()
        return
    for message in messages.load("train", part="fit"):
        yield message.text, of_message(message)
    if stage.name == "last":
        for sentence in sentences.load("train", part="fit"):
            yield sentence.text, among_all(of_sentence(sentence))
    yield from random.Random(SEED).sample(list(_public_texts()), stage.rehearsed)


def _public_texts() -> Iterator[tuple[str, Floats]]:
    for language in messages.LANGUAGES:
        for row in public.xed(language):
            if row.split == "train":
                yield row.text, of_public("xed", row)
    for row in public.goemotions():
        if row.split == "train":
            yield row.text, of_public("goemotions", row)


def _begin(stage: Stage, examples: list[Example]) -> tuple[Encoder, Heads, int]:
    WORK.mkdir(exist_ok=True)
    heads = Heads()
    kept = WORK / f"{stage.name}-heads.pt"
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        heads.load_state_dict(state["heads"])
        return load(WORK / f"{stage.name}.pt"), heads, state["done"]
    if stage.before is None:
        encoder = original()
    else:
        encoder = load(WORK / f"{stage.before}.pt")
        heads.load_state_dict(torch.load(WORK / f"{stage.before}-heads.pt", weights_only=True)["heads"])
    _standardise(encoder, heads, random.sample(examples, min(1500, len(examples))), stage)
    return encoder, heads, 0


def _standardise(encoder: Encoder, heads: Heads, sample: list[Example], stage: Stage) -> None:
    encoder.eval()
    with torch.no_grad():
        tokens = torch.cat([encoder(ids, mask)[mask] for ids, mask, _ in _batches(sample, stage.batch)])
    heads.mean.copy_(tokens.mean(0))
    heads.scale.copy_(tokens.std(0))


def _epoch(
    encoder: Encoder,
    heads: Heads,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    examples: list[Example],
    stage: Stage,
    epoch: int,
) -> None:
    encoder.train()
    heads.train()
    random.Random(SEED + epoch).shuffle(examples)
    began, total = time.monotonic(), 0.0
    for number, (ids, mask, target) in enumerate(_batches(examples, stage.batch), 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            with torch.no_grad():
                lower = encoder.lower(ids, mask, stage.frozen)
            tokens = encoder.upper(lower, mask, stage.frozen)
        loss = _loss(heads(tokens.float(), mask), target)
        loss.backward()
        nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        schedule.step()
        total += float(loss.detach())
        if number % 100 == 0:
            seconds = time.monotonic() - began
            print(
                f"{stage.name} {epoch + 1}: step {number}, loss {total / number:.4f}, {seconds:.0f} s",
                flush=True,
            )


def _loss(outputs: Tensor, target: Tensor) -> Tensor:
    losses = []
    for task in TASKS:
        wanted = target[:, task.columns]
        known = ~torch.isnan(wanted[:, 0])
        if not known.any():
            continue
        got, wanted = outputs[known, task.columns], wanted[known]
        share = known.float().mean()
        if task.kind == "one":
            losses.append(share * functional.cross_entropy(got, wanted.argmax(1)))
        elif task.kind == "many":
            # A rare label's misses weigh more, or the head learns to say no.
            weight = torch.full((wanted.shape[1],), _MISS_WEIGHT.get(task.name, 3.0))
            entropy = functional.binary_cross_entropy_with_logits(got, wanted, pos_weight=weight)
            losses.append(share * 4 * entropy)
        else:
            losses.append(share * 8 * functional.mse_loss(torch.sigmoid(got), wanted))
    return torch.stack(losses).sum()


def _batches(examples: list[Example], size: int) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    # Neighbours in length share a batch, within windows of shuffled examples, so little is padding.
    window = size * 50
    for start in range(0, len(examples), window):
        part = sorted(examples[start : start + window], key=lambda example: len(example[0]))
        cuts = [part[first : first + size] for first in range(0, len(part), size)]
        random.Random(start).shuffle(cuts)
        yield from map(_batch, cuts)


def _batch(examples: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    width = max(len(ids) for ids, _ in examples)
    ids = torch.ones(len(examples), width, dtype=torch.long)
    mask = torch.zeros(len(examples), width, dtype=torch.bool)
    for row, (numbers, _) in enumerate(examples):
        ids[row, : len(numbers)] = torch.tensor(numbers)
        mask[row, : len(numbers)] = True
    return ids, mask, torch.from_numpy(np.stack([target for _, target in examples]))


if __name__ == "__main__":
    main(sys.argv[1])
