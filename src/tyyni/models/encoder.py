"""The shared encoder (int8, onnxruntime) and its heads; each token's share of a label can be told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tyyni.models.labels import MESSAGE_COLUMNS
from tyyni.models.tokenizer import encode

Floats = NDArray[np.float32]
# The layers below the last whose vectors the graph gives too: wording stands in them that the last has let go.
LOWER = (6, 9)
_OUTPUTS = [*(f"hidden{layer}" for layer in LOWER), "hidden"]
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
        # Without it a processor that has no VNNI lets sums of 8-bit products overflow, and reads otherwise than others.
        options.add_session_config_entry("session.x64quantprecision", "1")
        # By its path: given the bytes, the session keeps a second copy of them (40 MB).
        with resources.as_file(resources.files("tyyni.models").joinpath("weights/encoder.onnx")) as path:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def vectors(self, text: str) -> Vectors:
        """Encode one text; the end of a very long one is left out (tokenizer.LONGEST)."""
        (hidden,), tokens = self._run(text, ["hidden"])
        return Vectors(hidden[0], _words(tokens))

    def pooled(self, text: str) -> Floats:
        """The mean and the strongest of the token vectors of three layers, in one row."""
        layers, _ = self._run(text, _OUTPUTS)
        row: Floats = np.concatenate([part for (tokens,) in layers for part in (tokens.mean(0), tokens.max(0))])
        return row

    def _run(self, text: str, outputs: list[str]) -> tuple[list[Floats], list[str]]:
        encoding = encode(text)
        ids = np.array([encoding.ids], np.int64)
        made: list[Floats] = self._session.run(outputs, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return made, encoding.tokens


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
    """For each column a query that picks tokens and a weight vector over them, so that every token has a share.

    The columns stand in the order of training: those of a message, of the public sets, of a reply's sentence.
    """

    def __init__(self, stored: dict[str, NDArray[np.generic]]) -> None:
        scale = stored["scale"].astype(np.float32)[:, None]
        self._weights = stored["weights"].astype(np.float32) / scale
        self._query = stored["query"].astype(np.float32) / scale
        self._offset = stored["mean"].astype(np.float32) @ self._weights
        self._bias = stored["bias"].astype(np.float32)

    def shares(self, vectors: Vectors) -> Floats:
        """Tokens × columns of a message: what each token adds to each logit, the bias spread evenly."""
        tokens, columns = vectors.tokens, MESSAGE_COLUMNS
        scores = tokens @ self._query[:, columns]
        attention = np.exp(scores - scores.max(0))
        attention /= attention.sum(0)
        values = tokens @ self._weights[:, columns] - self._offset[columns]
        shares: Floats = attention * values + self._bias[columns] / len(tokens)
        return shares


class SentenceNets:
    """What shows in the sentence of a reply: nets of one hidden layer over the pooled vectors.

    Trained apart, they give the mean of their logits.
    """

    def __init__(self, stored: dict[str, NDArray[np.generic]]) -> None:
        arrays = {name: array.astype(np.float32) for name, array in stored.items()}
        self._mean, self._scale = arrays["mean"], arrays["scale"]
        self._hidden, self._hidden_bias = arrays["hidden"], arrays["hidden_bias"]
        self._weights, self._bias = arrays["weights"], arrays["bias"]

    def logits(self, pooled: Floats) -> Floats:
        """One number a column of a sentence."""
        standard = (pooled - self._mean) / self._scale
        hidden = np.maximum(standard @ self._hidden + self._hidden_bias, 0)  # nets × width
        logits: Floats = (np.einsum("nw,nwc->nc", hidden, self._weights) + self._bias).mean(0)
        return logits


@cache
def encoder() -> Encoder:
    """The shipped encoder, loaded once a process (0.3 s)."""
    return Encoder()


@cache
def encoder_heads() -> EncoderHeads:
    """The shipped heads of the encoder."""
    with resources.files("tyyni.models").joinpath("weights/encoder-heads.npz").open("rb") as stream:
        return EncoderHeads(dict(np.load(stream)))


def sentence_logits(sentence: str) -> Floats:
    """What the nets see in the sentence of a reply."""
    return sentence_nets().logits(encoder().pooled(sentence))


@cache
def sentence_nets() -> SentenceNets:
    """The shipped nets for the sentences of replies."""
    with resources.files("tyyni.models").joinpath("weights/sentence-nets.npz").open("rb") as stream:
        return SentenceNets(dict(np.load(stream)))
