"""How long a review takes on one core, and beside it VADER (``python -m benchmarks.reviewing``). Two minutes.

Writes docs/benchmarks/reviewing.md. Each profile and language is measured by a process of its own, in one thread, and
what counts is that thread's own time of the processor: a busy machine measures the same as an idle one.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from time import thread_time

import numpy as np
from training.replies import LANGUAGES, Reply

from benchmarks.reading import DOCS
from benchmarks.scores import table
from training import replies
from tyyni import Reading, Review, read, review
from tyyni.lexicon.rules import Language
from tyyni.models.judge import Profile

PROFILES: tuple[Profile, ...] = ("full", "fast")
WORDS = 120
_JOINED = 3
_KEYSTROKES = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A draft of 120 words, the reply whose message it answers, and the language."""

    draft: str
    row: Reply
    language: Language

    def read(self, profile: Profile) -> Reading:
        """The message alone."""
        return read(self.row.message, channel=self.row.channel, profile=profile)

    def review(self, profile: Profile, reading: Reading | None = None, *, typed_at: int | None = None) -> Review:
        """The draft against the message; ``typed_at`` is where one more letter was typed."""
        draft = self.draft if typed_at is None else f"{self.draft[:typed_at]}x{self.draft[typed_at:]}"
        row = self.row
        return review(
            draft,
            message=row.message,
            name=row.name,
            channel=row.channel,
            language=self.language,
            sent_at=row.sent_at,
            timezone=row.timezone,
            profile=profile,
            reading=reading,
        )


@dataclass(slots=True)
class Times:
    """Seconds of each call."""

    everything: list[float]  # message read, every sentence new
    draft: list[float]  # message read before, every sentence new
    keystroke: list[float]  # the same draft, reviewed before, with one letter more
    vader: list[float]  # VADER on the same message and draft


def cases(language: Language) -> list[Case]:
    """Replies are shorter than 120 words, so three in a row, cut, make one draft; no sentence is in two drafts."""
    rows = [row for row in replies.load("train", [language]) if row.message]
    found = []
    for first in range(0, len(rows) - _JOINED, _JOINED):
        words = "\n\n".join(row.reply for row in rows[first : first + _JOINED]).split(" ")
        found.append(Case(" ".join(words[:WORDS]), rows[first], language))
    return found


def measured(language: Language, profile: Profile) -> Times:
    """Measure in this process, with the weights loaded; what was reviewed before costs less, so nothing is again."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # the desk's own benchmark goes without it

    warm, *found = cases(language)
    warm.review(profile)
    vader = SentimentIntensityAnalyzer()
    times = Times([], [], [], [])
    for number, case in enumerate(found):
        if number % 2:
            times.everything.append(_seconds(partial(case.review, profile)))
            times.vader.append(
                _seconds(partial(vader.polarity_scores, case.row.message))
                + _seconds(partial(vader.polarity_scores, case.draft))
            )
            continue
        reading = case.read(profile)
        times.draft.append(_seconds(partial(case.review, profile, reading)))
        for step in range(1, _KEYSTROKES + 1):
            place = len(case.draft) * step // (_KEYSTROKES + 1)
            times.keystroke.append(_seconds(partial(case.review, profile, reading, typed_at=place)))
    return times


def _seconds(call: Callable[[], object]) -> float:
    began = thread_time()
    call()
    return thread_time() - began


def main() -> None:
    """Measure each profile and language, one at a time, and write the page."""
    rows = []
    for profile in PROFILES:
        for language in LANGUAGES:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                times = pool.submit(measured, language, profile).result()
            rows.append([profile, language, *_cells(times)])
    header = ["profile", "language", "reviews/s", "p95 all new, ms", "p95 message read before, ms"]
    header += ["p95 one keystroke, ms", "median one keystroke, ms", "VADER, texts/s", "all new ÷ VADER"]
    text = f"{_HEAD}\n{table(header, rows)}\n"
    (DOCS / "reviewing.md").write_text(text, "utf-8")
    print(text)


def _cells(times: Times) -> list[str]:
    everything, vader = float(np.mean(times.everything)), float(np.mean(times.vader))
    late = [1000 * float(np.percentile(some, 95)) for some in (times.everything, times.draft, times.keystroke)]
    return [
        f"{1 / everything:.0f}",
        *(f"{value:.1f}" for value in late),
        f"{1000 * float(np.median(times.keystroke)):.1f}",
        f"{1 / vader:.0f}",
        f"{everything / vader:.0f}×",
    ]


_HEAD = f"""# How long a review takes

Written by `python -m benchmarks.reviewing`: drafts of {WORDS} words, made of the training replies, against the messages
that they answer, on one core in one thread; time of the processor. *All new*: the message is read and every sentence is
seen for the first time. *Message read before*: as in the desk, which keeps the reading. *One keystroke*: the draft was
reviewed, then one letter was typed somewhere in it; only that sentence is read again. VADER gives a text one number,
knows English only and says nothing of the reply; it stands here as the yardstick that everybody knows.
"""


if __name__ == "__main__":
    main()
