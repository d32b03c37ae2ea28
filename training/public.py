"""The public sets, with their splits. Their folder is named by the variable TYYNI_TRAINING_DATA.

XED has no standard split and its Polish lines are translations of its English ones, so lines that are
parallel (or equal but for case) share one group, and the group decides the split: 80 % training,
10 % development, 10 % test, by a hash. GoEmotions comes with its own three splits.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

XED_EMOTIONS = 8
GOEMOTIONS = 28
EKMAN = 7
_NUMBER = re.compile(r"\b[1-8]\b")
_XED_FILES = {"en": "en-annotated.tsv", "fi": "fi-annotated.tsv", "pl": "pl-projections.tsv"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the numbers of its labels (several hold at once) and the split it belongs to."""

    text: str
    labels: tuple[int, ...]
    split: str  # train, dev or test


def folder() -> Path:
    """The folder of the public sets; raises KeyError with a hint when the variable is not set."""
    try:
        return Path(os.environ["TYYNI_TRAINING_DATA"])
    except KeyError:
        raise KeyError("set TYYNI_TRAINING_DATA to the folder described in docs/data.md") from None


def xed(language: str) -> list[Labelled]:
    """XED in one language: labels 0–7 (anger, anticipation, disgust, fear, joy, sadness, surprise, trust)."""
    found = []
    for line in (folder() / "xed" / _XED_FILES[language]).read_text("utf-8").splitlines():
        text, _, labels = line.rpartition("\t")
        numbers = tuple(sorted({int(label) - 1 for label in _NUMBER.findall(labels)}))
        # A few lines of the files are torn in two; a piece without numbers has no label.
        if text.strip() and numbers:
            found.append(Labelled(text, numbers, _split(_group(language, text))))
    return found


def _group(language: str, text: str) -> str:
    key = text.strip().casefold()
    return key if language == "en" else _parallel(language).get(key, key)


@cache
def _parallel(language: str) -> dict[str, str]:
    """Line to the English line it translates."""
    english = {}
    path = folder() / "xed" / f"pairs-{language}.txt"
    for row in path.read_text("utf-8").splitlines():
        cells = row.split("\t")
        if len(cells) == 6 and cells[1].startswith(f"{language}/"):
            english[cells[5].strip().casefold()] = cells[4].strip().casefold()
    return english


def _split(group: str) -> str:
    number = int.from_bytes(hashlib.sha256(group.encode()).digest()[:4], "big") % 10
    return {8: "dev", 9: "test"}.get(number, "train")


def goemotions(kind: str = "") -> list[Labelled]:
    """GoEmotions with 28 labels, or ``kind="ekman"`` with 7."""
    found = []
    for split in ("train", "dev", "test"):
        path = folder() / "goemotions" / kind / f"{split}.tsv"
        for line in path.read_text("utf-8").splitlines():
            text, labels, *_ = line.split("\t")
            found.append(Labelled(text, tuple(int(label) for label in labels.split(",")), split))
    return found


def davidson() -> Iterator[tuple[str, int]]:
    """English tweets: 0 hate speech, 1 offensive, 2 neither. No standard split."""
    with (folder() / "davidson" / "labeled_data.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield row["tweet"], int(row["class"])


def politeness(source: str) -> Iterator[tuple[str, float]]:
    """Requests from "wikipedia" or "stack-exchange" with the normalised politeness score."""
    path = folder() / "politeness" / f"{source}.annotated.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield row["Request"], float(row["Normalized Score"])
