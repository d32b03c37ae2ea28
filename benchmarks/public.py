"""Public emotion and politeness sets (``python -m benchmarks.public``): docs/benchmarks/public.md.

Needs TYYNI_TRAINING_DATA and the extra [train]. For each set the mean of two votes, as the engine weighs
them too: the shipped encoder's head for the set, and a TF-IDF head fitted here on the training split.
Thresholds are set per label on the development split. The test split is scored once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion
from training.public import EKMAN, GOEMOTIONS, XED_EMOTIONS, Labelled

from benchmarks.reading import DOCS
from benchmarks.scores import Ints, f1, interval, shown, table
from training import public
from tyyni.models.encoder import encoder, encoder_heads
from tyyni.models.labels import PUBLIC_COLUMNS

Floats = NDArray[np.float64]
# GoEmotions' 28 labels under Ekman's six and neutral, as its authors group them, in the order of ekman/.
_EKMAN = {
    "anger": (2, 3, 10),
    "disgust": (11,),
    "fear": (14, 19),
    "joy": (0, 1, 4, 5, 8, 13, 15, 17, 18, 20, 21, 23),
    "neutral": (27,),
    "sadness": (9, 12, 16, 24, 25),
    "surprise": (6, 7, 22, 26),
}


def pooled(texts: Sequence[str]) -> Floats:
    """The encoder's mean vector of each text."""
    return np.array([encoder().vectors(text).tokens.mean(0) for text in texts], np.float64)


def lexical(train: Sequence[Labelled], texts: Sequence[str], labels: int) -> Floats:
    """Probabilities of a TF-IDF head fitted on ``train``: texts × labels."""
    vectoriser = FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)),
            ("characters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True)),
        ]
    )
    seen = vectoriser.fit_transform([row.text for row in train])
    unseen = vectoriser.transform(texts)
    wanted = _matrix(train, labels)
    columns = []
    for label in range(labels):
        head = LogisticRegression(C=3.0, solver="liblinear", class_weight="balanced")
        columns.append(head.fit(seen, wanted[:, label]).predict_proba(unseen)[:, 1])
    return np.array(columns).T


def _matrix(rows: Sequence[Labelled], labels: int) -> NDArray[np.bool_]:
    matrix = np.zeros((len(rows), labels), bool)
    for number, row in enumerate(rows):
        matrix[number, list(row.labels)] = True
    return matrix


def encoded_votes(rows: Sequence[Labelled], first: int, labels: int) -> Floats:
    """Probabilities from the encoder's heads for a public set, whose labels begin at column ``first``."""
    columns = slice(PUBLIC_COLUMNS.start + first, PUBLIC_COLUMNS.start + first + labels)
    logits = np.array([encoder_heads().shares(encoder().vectors(row.text), columns).sum(0) for row in rows])
    return 1 / (1 + np.exp(-logits))


def macro(rows: Sequence[Labelled], first: int, labels: int, ekman: bool = False) -> list[str]:
    """Macro-F1 on the test split of TF-IDF, the encoder, and both, thresholds from the development split."""
    train = [row for row in rows if row.split == "train"]
    rest = [row for row in rows if row.split != "train"]
    encoded = encoded_votes(rest, first, GOEMOTIONS if ekman else labels)
    if ekman:
        encoded = np.array([encoded[:, list(group)].max(1) for group in _EKMAN.values()]).T
    words = lexical(train, [row.text for row in rest], labels)
    wanted = _matrix(rest, labels)
    dev = np.array([row.split == "dev" for row in rest])
    cells = []
    for vote in (words, encoded, (words + encoded) / 2):
        got = vote >= _thresholds(vote[dev], wanted[dev])
        cells.append(shown(_interval(wanted[~dev], got[~dev])))
    return cells


def _thresholds(vote: Floats, wanted: NDArray[np.bool_]) -> Floats:
    grid = np.arange(0.05, 0.95, 0.02)
    best = [
        max(grid, key=lambda threshold, column=column: f1(wanted[:, column], vote[:, column] >= threshold))
        for column in range(wanted.shape[1])
    ]
    return np.array(best)


def _interval(wanted: NDArray[np.bool_], got: NDArray[np.bool_]) -> tuple[float, float, float]:
    def score(rows: Ints) -> float:
        return float(np.mean([f1(wanted[rows, label], got[rows, label]) for label in range(wanted.shape[1])]))

    return interval(score, len(wanted))


def politeness() -> list[list[str]]:
    """Polite or not: the outer quarters of the scores, as their authors do; ten folds and across sources."""
    sets = {}
    for source in ("wikipedia", "stack-exchange"):
        rows = sorted(public.politeness(source), key=lambda row: row[1])
        quarter = len(rows) // 4
        sets[source] = [(text, False) for text, _ in rows[:quarter]] + [(text, True) for text, _ in rows[-quarter:]]
    vectors = {source: pooled([text for text, _ in rows]) for source, rows in sets.items()}
    wanted = {source: np.array([polite for _, polite in rows]) for source, rows in sets.items()}
    result = []
    for source in sets:
        rng = np.random.default_rng(0)
        fold = rng.integers(0, 10, len(wanted[source]))
        right = np.zeros(len(fold), bool)
        for number in range(10):
            inside = fold == number
            predicted = _predict(vectors[source], wanted[source], ~inside, vectors[source][inside])
            right[inside] = predicted == wanted[source][inside]
        (other,) = set(sets) - {source}
        everything = np.ones(len(fold), bool)
        across = _predict(vectors[source], wanted[source], everything, vectors[other]) == wanted[other]
        result.append([source, f"{right.mean():.3f}", f"{across.mean():.3f} on {other}"])
    return result


def _predict(vectors: Floats, wanted: NDArray[np.bool_], fit: NDArray[np.bool_], unseen: Floats) -> NDArray[np.bool_]:
    mean, scale = vectors[fit].mean(0), vectors[fit].std(0)
    head = LogisticRegression(C=0.01, max_iter=500).fit((vectors[fit] - mean) / scale, wanted[fit])
    predicted: NDArray[np.bool_] = head.predict((unseen - mean) / scale)
    return predicted


def main() -> None:
    """Score every set and write the page."""
    rows = []
    for language, goal in (("en", "≥ .52"), ("fi", "≥ .48"), ("pl", "≥ .44")):
        rows.append([f"XED {language}, macro-F1 of 8", goal, *macro(public.xed(language), 0, XED_EMOTIONS)])
        print(rows[-1], flush=True)
    rows.append(["GoEmotions, macro-F1 of 28", "≥ .48", *macro(public.goemotions(), XED_EMOTIONS, GOEMOTIONS)])
    print(rows[-1], flush=True)
    ekman = public.goemotions("ekman")
    rows.append(["GoEmotions, Ekman 7", "≥ .62", *macro(ekman, XED_EMOTIONS, EKMAN, ekman=True)])
    print(rows[-1], flush=True)
    parts = [
        _HEAD,
        table(["set", "goal", "TF-IDF", "encoder", "both"], rows),
        "\n## Stanford politeness\n",
        table(["requests from", "accuracy, ten folds", "accuracy across"], politeness()),
        "",
    ]
    (DOCS / "public.md").write_text("\n".join(parts), "utf-8")


_HEAD = """# Public sets

Written by `TYYNI_TRAINING_DATA=… python -m benchmarks.public`. In brackets 95 % intervals over 1,000 resamples.

XED has no standard split. Lines that are parallel across the languages, or equal but for case, form one group, and a
hash of the group gives the split (80 % training, 10 % development, 10 % test), so no film line stands on both sides.
GoEmotions has its own splits. Published for comparison, by their authors: XED en BERT .530–.536 on their split;
GoEmotions BERT .46; politeness, SVM with linguistic features: .838 within Wikipedia, .782 across.
"""


if __name__ == "__main__":
    main()
