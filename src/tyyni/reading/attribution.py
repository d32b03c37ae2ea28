"""Which words made a label: the heads are linear, so each word's share of a logit is known exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tyyni.lexicon.matcher import Finding
from tyyni.models.danger import message_shares
from tyyni.models.encoder import Vectors, encoder
from tyyni.models.judge import Judge
from tyyni.models.labels import COLUMNS, DANGERS, GROUPS
from tyyni.models.lexical import Scores, lexical_heads
from tyyni.text.value import Text

Floats = NDArray[np.float32]
# Who says outright that they are angry writes no praise. The heads have seen few messages as short and plain as that.
_ANGRY = "anger.said"
_GLADNESS = (("emotion", "joy"), ("emotion", "gratitude"), ("kind", "praise"))
_GLAD = [COLUMNS[group].start + GROUPS[group].index(name) for group, name in _GLADNESS]
_GRIEVANCE = COLUMNS["kind"].start + GROUPS["kind"].index("grievance")
_LESS_GLAD, _MORE_GRIEVED = 5.0, 2.0  # on a logit
_DANGER_SIGNALS = {f"threat.{name}": COLUMNS["threat"].start + GROUPS["threat"].index(name) for name in DANGERS}
# A phrase that can hardly mean anything else needs no second voice, however calmly the rest is said.
_OUTRIGHT = 0.95
_CERTAIN = 1.5  # the least logit of such a danger
_BLANK_SEPARATED = re.compile(rb"\S+")


@dataclass(frozen=True, slots=True)
class Judged:
    """The logits of a message, and what can tell where they came from."""

    logits: Floats
    lexical: Scores
    encoded: tuple[Vectors, Floats] | None
    judge: Judge
    lifted: Floats  # what outright threats added to each logit


def judge_text(
    text: Text, signals: dict[str, float], *, language: str, channel: str, judge: Judge, full: bool
) -> Judged:
    """Let the heads vote on a text."""
    lexical = lexical_heads().scores(text, signals, channel)
    encoded = None
    if full and text.folded.strip():
        vectors = encoder().vectors(text.original)
        encoded = vectors, message_shares(vectors)
    votes = None if encoded is None else encoded[1].sum(0)
    logits = judge.logits(lexical.logits, votes, language)
    angry = signals.get(_ANGRY, 0.0)
    logits[_GLAD] -= _LESS_GLAD * angry
    logits[_GRIEVANCE] += _MORE_GRIEVED * angry
    lifted = _lifted(logits, signals)
    return Judged(logits + lifted, lexical, encoded, judge, lifted)


def _lifted(logits: Floats, signals: dict[str, float]) -> Floats:
    """What each danger said outright still lacks."""
    lifted = np.zeros_like(logits)
    for name, column in _DANGER_SIGNALS.items():
        if signals.get(name, 0.0) >= _OUTRIGHT:
            lifted[column] = max(_CERTAIN - logits[column], 0)
    return lifted


def word_shares(judged: Judged, text: Text, found: list[Finding], columns: list[int]) -> Floats:
    """Words × columns: what each word of ``text.words`` adds to each of the columns' logits."""
    shares = np.zeros((len(text.words), len(columns)), np.float32)
    by_word = judged.lexical.by_word[:, columns]
    shares[: len(by_word)] = by_word * judged.judge.lexical[columns]
    _add_rules(shares, judged, text, found, columns)
    if judged.encoded is not None:
        _add_encoder(shares, judged, text, columns)
    return shares


def _add_rules(shares: Floats, judged: Judged, text: Text, found: list[Finding], columns: list[int]) -> None:
    spans: dict[str, list[tuple[int, int]]] = {}
    for finding in found:
        if finding.signal in lexical_heads().signals:
            spans.setdefault(finding.signal, []).append((finding.start, finding.end))
    for name, where in spans.items():
        number = lexical_heads().signals.index(name)
        words = [
            index
            for index, (start, end) in enumerate(text.words)
            if any(start < stop and begin < end for begin, stop in where)
        ]
        if words:
            total = judged.lexical.by_dense[number, columns] * judged.judge.lexical[columns]
            if name in _DANGER_SIGNALS:
                total += judged.lifted[columns] * (np.array(columns) == _DANGER_SIGNALS[name])
            shares[words] += total / len(words)


def _add_encoder(shares: Floats, judged: Judged, text: Text, columns: list[int]) -> None:
    assert judged.encoded is not None
    vectors, tokens = judged.encoded
    weighed = tokens[:, columns] * judged.judge.encoder[columns]
    inside = _words_inside(text)
    for token, number in enumerate(vectors.word_of):
        if 0 <= number < len(inside) and inside[number]:
            shares[inside[number]] += weighed[token] / len(inside[number])


def _words_inside(text: Text) -> list[list[int]]:
    """For each blank-separated run of characters, the numbers of the words in it."""
    runs: list[list[int]] = []
    word = 0
    for match in _BLANK_SEPARATED.finditer(text.folded):
        inside = []
        while word < len(text.words) and text.words[word][0] < match.end():
            inside.append(word)
            word += 1
        runs.append(inside)
    return runs
