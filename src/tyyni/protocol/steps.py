"""The next step of the conversation: what to do now, why, and what to say.

A first, small playbook: safety before everything; no solution before the matter is acknowledged; the
ladder boundary → hand-over → warning → end, no rung skipped (rows S1.2, S3.4–S3.6, W.2, W.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tyyni.lexicon.rules import Language, pack_file
from tyyni.reading.reader import Turn, read
from tyyni.reading.result import Evidence, Reading
from tyyni.review.faults import review

_PHRASES = {
    "understand": "find_out",
    "acknowledge": "acknowledge",
    "apologise": "apology_regret",
    "calm": "calm",
    "boundary": "purpose_limits",
    "solve": "refusal_with_option",
    "promise": "apology_repair",
    "handover": "handover",
    "warn": "warning",
    "end": "end",
    "safety": "vulnerable",
}
_REGISTER = {
    "te": "formal",
    "pan_pani": "formal",
    "sinä": "familiar",
    "ty": "familiar",
    "none": "neutral",
}
_LADDER = ("boundary_polite", "handover_clear")
_UPSET = ("anger", "frustration", "disappointment", "anxiety", "sadness")
_DECAY = 0.6


@dataclass(frozen=True, slots=True)
class Step:
    """What to do now. ``temperature`` is 0..100 after each turn of the customer."""

    step: str
    why: tuple[Evidence, ...]
    say: tuple[str, ...]
    temperature: tuple[int, ...]

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON, with evidence as in a reading."""
        why = [{"signal": e.signal, "start": e.start, "end": e.end, "text": e.text} for e in self.why]
        return {
            "step": self.step,
            "why": why,
            "say": list(self.say),
            "temperature": list(self.temperature),
        }


def next_step(turns: Sequence[Turn], *, channel: str = "email") -> Step:
    """Name the next step after ``turns``; raises ValueError when the customer has said nothing."""
    readings = [read(turn.text, channel=channel, profile="fast") for turn in turns if turn.role == "customer"]
    if not readings:
        raise ValueError("turns hold nothing that the customer said")
    said = {strength for turn in turns if turn.role == "agent" for strength in review(turn.text).strengths}
    last = readings[-1]
    step, signal = _choose(last, said)
    why = tuple(item for item in last.evidence if item.signal.startswith(signal))[:3]
    return Step(step, why, _phrases(step, last), _temperature(readings))


def _choose(reading: Reading, said: set[str]) -> tuple[str, str]:
    """The step and the signal that asks for it."""
    if {"violence", "self_harm"} & set(reading.threats):
        return "safety", "threat"
    if reading.abuse == "severe":
        return _rung(said), "abuse"
    if reading.kind == "harassment":
        return _rung(said), "kind"
    if reading.kind == "prank":
        return ("end" if "boundary_polite" in said else "boundary"), "kind"
    if reading.intoxicated:
        return "calm", "intoxicated"
    if reading.kind == "praise":
        return "end", "kind"
    upset = reading.emotion in _UPSET and reading.intensity >= 0.3
    if upset and not {"acknowledge", "apology_specific"} & said:
        return "acknowledge", "emotion"
    return ("solve", "request") if reading.requests else ("understand", "kind")


def _rung(said: set[str]) -> str:
    for strength, step in zip(_LADDER, ("boundary", "handover"), strict=True):
        if strength not in said:
            return step
    return "warn"


def _phrases(step: str, reading: Reading) -> tuple[str, ...]:
    language: Language = reading.language if reading.language != "und" else "en"  # type: ignore[assignment] # checked
    offered = pack_file(language, "phrases")[_PHRASES[step]]
    register = _REGISTER[reading.style.address]
    ready = [*offered.get(register, []), *offered.get("neutral", [])]
    return tuple(phrase for phrase in ready if "{" not in phrase)[:3]


def _temperature(readings: Sequence[Reading]) -> tuple[int, ...]:
    """Heat remembers: it rises at once and falls slowly."""
    heat, course = 0.0, []
    for reading in readings:
        now = 100 * reading.intensity
        heat = max(now, _DECAY * heat + (1 - _DECAY) * now)
        course.append(round(heat))
    return tuple(course)
