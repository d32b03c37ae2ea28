"""How soon a message needs a person, and why, in words that can be shown."""

from __future__ import annotations

from dataclasses import dataclass

from tyyni.reading.result import Reading


@dataclass(frozen=True, slots=True)
class Urgency:
    """``level`` is now, today, soon or later; ``why`` names what made it so."""

    level: str
    why: str


def urgency(reading: Reading) -> Urgency:
    """Judge by danger first, then by rights and promises, then by heat."""
    if "self_harm" in reading.threats:
        return Urgency("now", "someone may be in danger")
    if "violence" in reading.threats:
        return Urgency("now", "a threat of violence")
    if reading.vulnerable:
        return Urgency("today", "the customer may be in a hard place")
    if {"legal", "authority", "chargeback"} & set(reading.threats):
        return Urgency("today", "means to use their rights")
    if reading.deadlines:
        return Urgency("today", f"names a deadline: {reading.deadlines[0]}")
    if reading.repeat:
        return Urgency("today", "has been in touch about this before")
    if reading.intensity >= 0.6:
        return Urgency("soon", "very upset")
    if reading.kind in ("harassment", "prank", "praise"):
        return Urgency("later", "nothing waits on it")
    return Urgency("soon", "a question to answer") if reading.requests else Urgency("later", "nothing asked")
