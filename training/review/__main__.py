"""Train all that reviews a reply (``python -m training.review``). Twenty minutes on one core.

Writes weights/sentence-nets.npz, sentences.npz, the sentences' part of judge.json, and whole.json. The heads learn from
every labelled sentence; what weighs them is fitted on the votes of folds that had not seen the sentence.
"""

from __future__ import annotations

import json

import numpy as np
import torch

from training import replies, sentences
from training.judge import of_replies
from training.lexical import SEED, WEIGHTS
from training.lexical import of_replies as lexical_of_replies
from training.review import nets, whole
from training.review.folds import out_of_fold
from training.tasks import of_sentence


def main() -> None:
    """Train on the training sentences and replies, and write everything."""
    rows = sentences.load("train", part="fit") + sentences.load("train", part="dev")
    seen = nets.pooled(rows)
    held, votes = out_of_fold(rows, seen)
    of_replies(votes)
    wanted = torch.from_numpy(np.stack([of_sentence(row) for row in rows]))
    np.savez_compressed(WEIGHTS / "sentence-nets.npz", **nets.fit(rows, seen, wanted, SEED))
    lexical_of_replies(rows)
    fitted = whole.fit_all(replies.load("train"), held, votes)
    (WEIGHTS / "whole.json").write_text(json.dumps(fitted, indent=0), "utf-8")


if __name__ == "__main__":
    main()
