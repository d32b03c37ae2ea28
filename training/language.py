"""Train the language model (``python -m training.language``); writes weights/language.npz. One minute.

Finnish, Polish and English from our messages and XED's training lines; "und" from other-languages.txt.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from training import messages, public
from training.lexical import SEED, WEIGHTS
from tyyni.models.language import LANGUAGES, grams
from tyyni.text.normal import fold, without_diacritics

_LEAST = 6
_KEPT = 40_000
_XED_LINES = 6000


def _texts() -> Iterator[tuple[bytes, str]]:
    rng = random.Random(SEED)
    for language in messages.LANGUAGES:
        for message in messages.load("train", [language]):
            yield fold(message.text)[0], language
            # A short piece as well: one line must be enough.
            words = message.text.split()
            start = rng.randrange(len(words))
            yield fold(" ".join(words[start : start + rng.randint(2, 6)]))[0], language
        rows = [row.text for row in public.xed(language) if row.split == "train"]
        for text in rng.sample(rows, min(len(rows), _XED_LINES)):
            yield fold(text)[0], language
    others = (messages.ROOT / "other-languages.txt").read_text("utf-8").splitlines()
    for line in others:
        for _ in range(8):
            words = line.split()
            length = rng.randint(2, len(words) + 1)
            start = rng.randrange(max(1, len(words) - length + 1))
            yield fold(" ".join(words[start : start + length]))[0], "und"


def main() -> None:
    """Train and write."""
    rng = random.Random(SEED)
    texts, wanted = [], []
    for folded, language in _texts():
        texts.append(without_diacritics(folded) if rng.random() < 0.35 else folded)
        wanted.append(LANGUAGES.index(language))  # type: ignore[arg-type] # one of the four
    counted = [Counter(grams(text)) for text in texts]
    documents = Counter(gram for one in counted for gram in one)
    number = {gram: n for n, (gram, count) in enumerate(documents.most_common(_KEPT)) if count >= _LEAST}
    rows, columns, values = [], [], []
    for row, one in enumerate(counted):
        known = [(number[gram], count) for gram, count in one.items() if gram in number]
        size = sum(count for _, count in known) ** 0.5
        for column, count in known:
            rows.append(row)
            columns.append(column)
            values.append(4 * count / size)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(texts), len(number)))
    model = LogisticRegression(C=2.0, max_iter=200).fit(matrix, wanted)
    weights = 4 * model.coef_.T
    scale = np.abs(weights).max() / 32000
    np.savez_compressed(
        WEIGHTS / "language.npz",
        features=np.frombuffer(b"\n".join(number), np.uint8),
        weights=np.round(weights / scale).astype(np.int16),
        scale=np.float32(scale),
        bias=model.intercept_.astype(np.float32),
    )
    print(f"{len(texts)} texts, accuracy on them {model.score(matrix, wanted):.4f}")


if __name__ == "__main__":
    main()
