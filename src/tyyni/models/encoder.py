"""The shared encoder (int8, onnxruntime) and its heads; each token's share of a label can be told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tyyni.models.labels import WIDTH
from tyyni.models.tokenizer import encode

Floats = NDArray[np.float32]
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Vectors:
    """What the encoder makes of one text: a vector for each token, and which word it belongs to."""

    tokens: Floats  # tokens × 384
    word_of: list[int]  # for each token the number of its blank-separated word, -1 for none


class Encoder:
    """One onnxruntime session. A thread each is faster for many processes than many for one."""

    def __init__(self, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = resources.files("tyyni.models").joinpath("weights/encoder.onnx")
        self._session = onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])

    def vectors(self, text: str) -> Vectors:
        """Encode one text; the end of a very long one is left out (tokenizer.LONGEST)."""
        encoding = encode(text)
        ids = np.array([encoding.ids], np.int64)
        (hidden,) = self._session.run(["hidden"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return Vectors(hidden[0], _words(encoding.tokens))


def _words(tokens: list[str]) -> list[int]:
    # "▁" opens a word; the prefix "query:" is the first, which is no word of the text.
    number = -2
    numbers = []
    for token in tokens:
        number += token.startswith("▁")
        numbers.append(max(number, -1))
    numbers[0] = numbers[-1] = -1
    return numbers


class EncoderHeads:
    """Linear heads over the mean of the standardised token vectors, so that every token has a share."""

    def __init__(self, stored: dict[str, NDArray[np.generic]]) -> None:
        scale = stored["scale"].astype(np.float32)[:, None]
        weights = stored["weights"].astype(np.float32) / scale
        bias = stored["bias"] - stored["mean"].astype(np.float32) @ weights
        self._weights, self._bias = weights[:, :WIDTH], bias[:WIDTH]
        self.public = weights[:, WIDTH:], bias[WIDTH:]  # XED's 8 and GoEmotions' 28 columns

    def shares(self, vectors: Vectors) -> Floats:
        """Tokens × columns: what each token adds to each logit, the bias spread evenly."""
        shares: Floats = (vectors.tokens @ self._weights + self._bias) / len(vectors.tokens)
        return shares


@cache
def encoder() -> Encoder:
    """The shipped encoder, loaded once a process (0.3 s)."""
    return Encoder()


@cache
def encoder_heads() -> EncoderHeads:
    """The shipped heads of the encoder."""
    with resources.files("tyyni.models").joinpath("weights/encoder-heads.npz").open("rb") as stream:
        return EncoderHeads(dict(np.load(stream)))
