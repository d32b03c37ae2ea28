"""The layer that reads violence and self-harm in a message, trained on the finished encoder."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from tyyni.models.encoder import Vectors, encoder_heads
from tyyni.models.labels import DANGER_COLUMNS

Floats = NDArray[np.float32]
# The heads learned together with the encoder, and know less than the layer; found on development messages.
_HEADS_COUNT = 0.75


class DangerLayer:
    """A hidden layer over each token, then for each danger a query that picks tokens and a weight for them.

    Several layers, trained apart, give the mean of their shares.
    """

    def __init__(self, stored: dict[str, NDArray[np.generic]]) -> None:
        arrays = {name: array.astype(np.float32) for name, array in stored.items()}
        self._mean, self._scale = arrays["mean"], arrays["scale"]
        self._hidden, self._hidden_bias = arrays["hidden"], arrays["hidden_bias"][:, None]
        self._query, self._weights, self._bias = arrays["query"], arrays["weights"], arrays["bias"].mean(0)

    def shares(self, vectors: Vectors) -> Floats:
        """Tokens × dangers: what each token adds to each logit, the bias spread evenly."""
        standard = (vectors.tokens - self._mean) / self._scale
        hidden = np.maximum(standard @ self._hidden + self._hidden_bias, 0)  # layers × tokens × width
        scores = hidden @ self._query
        attention = np.exp(scores - scores.max(1, keepdims=True))
        attention /= attention.sum(1, keepdims=True)
        shares: Floats = (attention * (hidden @ self._weights)).mean(0) + self._bias / len(vectors.tokens)
        return shares


@cache
def danger_layer() -> DangerLayer:
    """The shipped layer."""
    with resources.files("tyyni.models").joinpath("weights/danger-layer.npz").open("rb") as stream:
        return DangerLayer(dict(np.load(stream)))


def message_shares(vectors: Vectors) -> Floats:
    """Tokens × columns of a message: the encoder's own heads, and for the dangers the layer after it too."""
    shares = encoder_heads().shares(vectors)
    shares[:, DANGER_COLUMNS] *= _HEADS_COUNT
    shares[:, DANGER_COLUMNS] += danger_layer().shares(vectors)
    return shares
