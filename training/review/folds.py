"""What the heads of a sentence say of sentences that they did not learn from: the ground of all that weighs them."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import torch

from training.judge import Votes
from training.lexical import SEED, see, signal_names
from training.lexical import train as train_lexical
from training.review import nets
from training.sentences import Sentence
from training.tasks import SENTENCE_TASKS, Floats, of_sentence
from tyyni.lexicon.matcher import AGENT, matcher
from tyyni.models.encoder import SentenceNets
from tyyni.models.lexical import LexicalHeads
from tyyni.reading.signals import strengths
from tyyni.text.value import Text

FOLDS = 4
_MEMBERS = 2
_ALWAYS = -1  # the packs' examples teach in every fold and are asked about in none


def fold(row: Sentence) -> int:
    """Which fold holds a sentence out; all sentences of a reply share one."""
    reply = row.id.partition("/")[0]
    return _ALWAYS if "." in reply else crc32(reply.encode()) % FOLDS


def out_of_fold(rows: Sequence[Sentence], seen: Floats) -> tuple[list[Sentence], Votes]:
    """The rows that some fold holds out, and the votes on them; ``seen`` are the rows' pooled vectors."""
    folds = np.array([fold(row) for row in rows])
    wanted = np.stack([of_sentence(row) for row in rows])
    signals = signal_names(AGENT)
    features = [see(row, signals) for row in rows]
    lexical, encoded = np.zeros_like(wanted), np.zeros_like(wanted)
    for number in range(FOLDS):
        teach, asked = np.flatnonzero(folds != number), np.flatnonzero(folds == number)
        encoded[asked] = _by_nets(rows, seen, wanted, teach, asked)
        trained = train_lexical([features[row] for row in teach], wanted[teach], SENTENCE_TASKS, signals)
        heads = LexicalHeads(trained.arrays())
        lexical[asked] = [_by_words(heads, rows[row]) for row in asked]
        print(f"fold {number + 1} of {FOLDS}", flush=True)
    kept = np.flatnonzero(folds != _ALWAYS)
    held = [rows[row] for row in kept]
    return held, Votes(lexical[kept], encoded[kept], wanted[kept], [row.language for row in held])


def _by_nets(
    rows: Sequence[Sentence], seen: Floats, wanted: Floats, teach: np.ndarray, asked: np.ndarray
) -> list[Floats]:
    stored = nets.fit([rows[row] for row in teach], seen[teach], torch.from_numpy(wanted[teach]), SEED, _MEMBERS)
    ensemble = SentenceNets(stored)
    return [ensemble.logits(seen[row]) for row in asked]


def _by_words(heads: LexicalHeads, row: Sentence) -> Floats:
    text = Text(row.text)
    signals = strengths(matcher(row.language, AGENT).find(text))  # type: ignore[arg-type] # always a pack
    return heads.scores(text, signals, row.channel).logits
