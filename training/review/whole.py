"""The models of the whole reply: nothing acknowledged, no next step, any fault at all, harm.

They are fitted on what heads say of sentences that they did not learn from, and their thresholds come from folds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from training.judge import Votes
from training.replies import Reply
from training.sentences import Sentence
from tyyni.lexicon.matcher import AGENT, matcher
from tyyni.models.judge import Profile, sentence_judge
from tyyni.reading.reader import read
from tyyni.review.lines import Draft, line
from tyyni.review.whole import features
from tyyni.text.value import Text

_PROFILES: tuple[Profile, ...] = ("full", "fast")
_STRENGTH = 0.3
_FOLDS = 10
_GRID = np.arange(0.2, 0.91, 0.02)
_MISSES = {"faulty": 1, "harm": 1}  # how much a miss counts beside a false alarm; 2 for the others
_CLEAN_FLAGGED = 0.05  # the goal for replies without fault

Truths = NDArray[np.bool_]


def fit_all(examples: Sequence[Reply], held: Sequence[Sentence], votes: Votes) -> dict[str, dict[str, float]]:
    """For each model the weight of every feature, and "threshold"."""
    readings = [read(one.message, channel=one.channel) if one.message else None for one in examples]
    rows = [
        features(draft, reading)
        for profile in _PROFILES
        for draft, reading in zip(_drafts(examples, held, votes, profile), readings, strict=True)
    ]
    names, seen = list(rows[0]), np.array([list(row.values()) for row in rows])
    return {name: _fit(name, names, seen, wanted) for name, wanted in _targets(examples).items()}


def _targets(examples: Sequence[Reply]) -> dict[str, Truths]:
    codes = [{fault.code for fault in example.faults} for example in examples]
    return {
        "F_NO_ACK": np.array(["F_NO_ACK" in one for one in codes]),
        "F_NO_NEXT": np.array(["F_NO_NEXT" in one for one in codes]),
        "faulty": np.array([bool(one) for one in codes]),
        "harm": np.array([example.verdict == "hold" for example in examples]),
    }


def _drafts(examples: Sequence[Reply], held: Sequence[Sentence], votes: Votes, profile: Profile) -> list[Draft]:
    """Each reply as the review sees it, had its heads not learned from it."""
    judge = sentence_judge(profile)
    place = {row.id: number for number, row in enumerate(held)}
    drafts = []
    for example in examples:
        text = Text(example.reply)
        spans = tuple(text.span(*sentence) for sentence in text.sentences)
        lines = []
        for number, (start, end) in enumerate(spans):
            row = place[f"{example.id}/{number}"]
            words = Text(example.reply[start:end])
            found = tuple(matcher(example.language, AGENT).find(words))  # type: ignore[arg-type] # always a pack
            encoded = votes.encoder[row] if profile == "full" else None
            logits = judge.logits(votes.lexical[row], encoded, example.language)
            lines.append(line(words, found, logits, judge.threshold))
        drafts.append(Draft(example.reply, example.language, example.channel, tuple(lines), spans))  # type: ignore[arg-type]
    return drafts


def _fit(name: str, names: list[str], seen: NDArray[np.float64], wanted: Truths) -> dict[str, float]:
    model = LogisticRegression(
        C=_STRENGTH, fit_intercept=False, max_iter=2000, class_weight={0: 1, 1: _MISSES.get(name, 2)}
    )
    # Both profiles' rows of a reply share a fold; the thresholds are those of the first, the full one.
    replies, twice = np.arange(len(wanted)), len(_PROFILES)
    folds = GroupKFold(_FOLDS)
    held_out = cross_val_predict(
        model, seen, np.tile(wanted, twice), groups=np.tile(replies, twice), cv=folds, method="predict_proba"
    )[: len(wanted), 1]
    # To hold what needs a word changed costs as much as to let harm through as "revise".
    score = _accuracy if name == "harm" else _f1
    scores = [score(held_out >= threshold, wanted) for threshold in _GRID]
    best = float(np.median(_GRID[np.array(scores) >= max(scores) - 0.005]))
    if name == "faulty":
        best = max(best, float(np.quantile(held_out[~wanted], 1 - _CLEAN_FLAGGED)))
    print(f"{name}: F1 on held-out folds {_f1(held_out >= best, wanted):.3f} at {best:.2f}")
    weights = model.fit(seen, np.tile(wanted, twice)).coef_[0]
    stored = {feature: round(float(weight), 4) for feature, weight in zip(names, weights, strict=True)}
    return stored | {"threshold": round(best, 3)}


def _accuracy(shown: Truths, wanted: Truths) -> float:
    return float((shown == wanted).mean())


def _f1(shown: Truths, wanted: Truths) -> float:
    return float(2 * (shown & wanted).sum() / max(1, shown.sum() + wanted.sum()))
