"""The encoder's tokenizer: SentencePiece unigram pieces, run by the Rust tokenizers library."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from tokenizers import Encoding, Tokenizer, decoders, pre_tokenizers, processors
from tokenizers.models import Unigram

PAD = 1
_UNKNOWN = 3
_PREFIX = "query: "
# A message longer than this says what it is about long before its end; the rest costs time only.
LONGEST = 256


@cache
def tokenizer() -> Tokenizer:
    """The tokenizer, read once a process (0.1 s)."""
    pieces = [(piece, score) for piece, score in _vocabulary()["pieces"]]
    made = Tokenizer(Unigram(pieces, unk_id=_UNKNOWN))
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    made.decoder = decoders.Metaspace()
    made.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    made.enable_truncation(LONGEST)
    return made


def encode(text: str) -> Encoding:
    """Ids of one text, with the query prefix that the encoder was trained with."""
    return tokenizer().encode(_PREFIX + normalise(text))


def normalise(text: str) -> str:
    """Map characters as SentencePiece's NFKC table does; one blank for any run of white space."""
    return " ".join(text.translate(_table()).split())


@cache
def _table() -> dict[int, str]:
    return {int(code): "".join(map(chr, to)) for code, to in _vocabulary()["normalise"].items()}


def _vocabulary() -> dict[str, Any]:
    """Not kept: what is made of it is all that is needed."""
    path = resources.files("tyyni.models") / "weights" / "vocabulary.json"
    stored: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return stored
