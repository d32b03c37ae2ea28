"""Evidence: the fewest words without which a label would fall, as short spans of the text as given."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tyyni.reading.result import Evidence
from tyyni.text.value import Text

MOST_WORDS = 12
_MOST_PER_LABEL = 40
# Shares are exact for a word's own weight but not for its context, so take out a little more.
_MARGIN = 1.35


def evidence_for(signal: str, shares: NDArray[np.float32], excess: float, text: Text) -> Iterator[Evidence]:
    """Yield the spans whose words carry ``excess`` (how far the logit is above what the label needs)."""
    chosen: list[int] = []
    carried = 0.0
    for word in np.argsort(-shares)[:_MOST_PER_LABEL]:
        if shares[word] <= 0 or (chosen and carried >= excess * _MARGIN):
            break
        chosen.append(int(word))
        carried += float(shares[word])
    for first, last in _runs(sorted(chosen)):
        start, end = text.span(text.words[first][0], text.words[last][1])
        yield Evidence(signal, start, end, text.original[start:end])


def _runs(words: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbours become one span of 12 words at most; a single word between two is taken along."""
    run: list[int] = []
    for word in words:
        if run and (word - run[-1] > 2 or word - run[0] >= MOST_WORDS):
            yield run[0], run[-1]
            run = []
        run.append(word)
    if run:
        yield run[0], run[-1]
