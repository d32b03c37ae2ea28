"""Review a reply before it goes out: its faults, hints, strengths and promises, and a verdict."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

from tyyni.lexicon.rules import LANGUAGES, Language
from tyyni.models.judge import Profile
from tyyni.models.labels import STRENGTHS, WHOLE_FAULTS
from tyyni.models.language import language_model
from tyyni.promises.find import find_promises
from tyyni.reading.reader import read
from tyyni.reading.result import Reading
from tyyni.review.canned import repeats_earlier
from tyyni.review.faults import sentence_faults
from tyyni.review.hints import Case, hints
from tyyni.review.lines import Draft, draft
from tyyni.review.result import Fault, Hint, Review
from tyyni.review.whole import Features, features, is_likely, is_plainly_cold, whole_fault, whole_faults
from tyyni.text.value import Span, Text

LONGEST = 20_000


def review(
    reply: str,
    *,
    message: str | None = None,
    name: str | None = None,
    channel: str = "email",
    language: Language | None = None,
    sent_at: datetime | None = None,
    timezone: str | None = None,
    country: str | None = None,
    earlier: Sequence[str] = (),
    profile: Profile = "full",
    reading: Reading | None = None,
    phrases: Mapping[str, Mapping[str, str]] | None = None,
) -> Review:
    """Review ``reply`` against the ``message`` it answers, if given, or its ``reading`` if it was read before.

    ``phrases`` are the company's own to avoid: by language, the words and what to write instead ("" leaves them out).

    Only the first 20,000 characters are reviewed. Sentences read before cost nothing, so that it may be called at
    every keystroke. Never raises for any text.
    """
    reply = reply[:LONGEST]
    language = language or _language(reply)
    if reading is None and message:
        reading = read(message, channel=channel, profile=profile)
    made = draft(reply, language=language, channel=channel, profile=profile)
    seen = features(made, reading)
    faults = list(_faults(made, reading, name, seen))
    if earlier and repeats_earlier(reply, earlier) and not any(fault.code == "F_CANNED" for fault in faults):
        faults.append(whole_fault("F_CANNED", made))
    found = tuple(hints(Case(made, reading, message, name, country, (phrases or {}).get(language, {}))))
    return Review(
        verdict=_verdict(faults, found, made, reading, seen),
        faults=tuple(faults),
        hints=found,
        strengths=_strengths(made.shown),
        promises=find_promises(
            reply, language=language, sent_at=sent_at, timezone=timezone, country=country, likely=_likely(made)
        ),
    )


def shown(
    reply: str, *, language: Language, channel: str, profile: Profile
) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """The strengths and faults of a reply that was sent, as ``review`` finds them, without all the rest."""
    made = draft(reply[:LONGEST], language=language, channel=channel, profile=profile)
    return _strengths(made.shown), _faults(made, None, None, features(made, None))


def shown_by_sentence(
    reply: str, *, language: Language | None, channel: str, profile: Profile
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The strengths of each sentence of a reply that was sent, with its span."""
    reply = reply[:LONGEST]
    made = draft(reply, language=language or _language(reply), channel=channel, profile=profile)
    for span, line in zip(made.spans, made.lines, strict=True):
        yield span, _strengths(line.shown)


def _faults(made: Draft, reading: Reading | None, name: str | None, seen: Features) -> tuple[Fault, ...]:
    """The faults found; in a reply that looks faultless as a whole only those that are certain."""
    found = (*sentence_faults(made), *whole_faults(made, reading, name, seen))
    if is_likely("faulty", seen):
        return found
    return tuple(fault for fault in found if _is_certain(fault, seen))


def _is_certain(fault: Fault, seen: Features) -> bool:
    if fault.code == "F_NO_ACK":
        return is_plainly_cold(seen)
    return fault.code == "F_NAME_OVERUSE" or bool(seen.get(fault.code, 0.0) >= rules()["sure_of_fault"])


def _strengths(shown: frozenset[str]) -> tuple[str, ...]:
    return tuple(strength for strength in STRENGTHS if strength in shown)


def _language(reply: str) -> Language:
    probability = language_model().probabilities(Text(reply).folded)
    return max(LANGUAGES, key=lambda candidate: probability[candidate])


def _likely(made: Draft) -> Callable[[str], float]:
    """How likely a sentence of the reply promises something."""
    known = {
        made.text[start:end]: line.marks["promise"] for line, (start, end) in zip(made.lines, made.spans, strict=True)
    }
    # Promises are looked for without the bullet of a line, and in sentences that a mail broke into lines.
    return lambda sentence: max((p for line, p in known.items() if sentence in line or line in sentence), default=0.0)


def _verdict(faults: list[Fault], found: tuple[Hint, ...], made: Draft, reading: Reading | None, seen: Features) -> str:
    settings, codes = rules(), {fault.code for fault in faults}
    # A polite boundary is hard to hear and does no harm; nor does what is at fault for what it leaves unsaid.
    harms = is_likely("harm", seen) and codes - set(WHOLE_FAULTS) and "boundary_polite" not in made.shown
    stopped = {hint.code for hint in found} & set(settings["hard_stops"])
    if (
        codes & set(settings["holds"])
        or harms
        or stopped
        or _is_cold_to_danger(made, reading, settings["least_warmth"])
    ):
        return "hold"
    return "revise" if faults else "send"


def _is_cold_to_danger(made: Draft, reading: Reading | None, least: float) -> bool:
    if reading is None or "self_harm" not in reading.threats:
        return False
    return made.strongest("strengths", "acknowledge") < least


@cache
def rules() -> dict[str, Any]:
    """The thresholds of the verdict (verdict.toml)."""
    return tomllib.loads(resources.files("tyyni.review").joinpath("verdict.toml").read_text("utf-8"))
