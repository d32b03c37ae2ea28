"""From logits to calibrated probabilities: the heads' votes weighed together, per label and language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tyyni.models.labels import COLUMNS, ONE_OF, SENTENCE_WIDTH, WIDTH

Floats = NDArray[np.float32]
Profile = Literal["fast", "full"]


@dataclass(frozen=True, slots=True)
class Judge:
    """One profile's weights. All arrays have one value a column."""

    lexical: Floats
    encoder: Floats
    bias: dict[str, Floats]  # by language
    threshold: Floats  # of the probability, for labels of which many may hold

    def logits(self, lexical: Floats, encoder: Floats | None, language: str) -> Floats:
        """The calibrated logits of one message."""
        total = self.lexical * lexical + self.bias.get(language, self.bias["und"])
        return total if encoder is None else total + self.encoder * encoder


def probabilities(logits: Floats, *, groups: tuple[str, ...] = ONE_OF) -> Floats:
    """Softmax within the ``groups`` of which one label holds, a sigmoid for each of the other columns."""
    result = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    for group in groups:
        columns = COLUMNS[group]
        powers = np.exp(logits[columns] - logits[columns].max())
        result[columns] = powers / powers.sum()
    return np.asarray(result, np.float32)


@cache
def judge(profile: Profile) -> Judge:
    """The shipped weights of a profile for messages, read once a process."""
    return from_json(_stored()[profile], WIDTH)


@cache
def sentence_judge(profile: Profile) -> Judge:
    """The shipped weights of a profile for the sentences of a reply, read once a process."""
    return from_json(_stored()[f"sentence_{profile}"], SENTENCE_WIDTH)


@cache
def _stored() -> dict[str, Any]:
    path = resources.files("tyyni.models").joinpath("weights/judge.json")
    stored: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return stored


def from_json(stored: dict[str, Any], width: int) -> Judge:
    """Raises ValueError when the columns are not the ``width`` ones of this version."""
    arrays = {name: np.array(stored[name], np.float32) for name in ("lexical", "encoder", "threshold")}
    bias = {language: np.array(row, np.float32) for language, row in stored["bias"].items()}
    if any(len(array) != width for array in [*arrays.values(), *bias.values()]):
        raise ValueError("the judge was trained for other labels: run training again")
    return Judge(bias=bias, **arrays)
