"""Whom a harsh message is angry about, when its text shows it: seldom the one who reads it (S0.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tyyni.drafting.restatement import situation_in
from tyyni.lexicon.rules import LANGUAGES

_HOT = 0.35  # intensity from which an angry message is harsh without an insult
_ANGRY = ("anger", "frustration")
_DANGERS = {"violence", "self_harm"}
_ABOUT = {
    "product": ("damaged", "wrong_item", "missing_part", "broken"),
    "delay": ("not_arrived", "late", "no_answer", "refund_pending"),
    "company": ("double_charge", "wrong_bill", "outage", "login"),
}


@dataclass(frozen=True, slots=True)
class Cause:
    """What the anger is about, and the words of the message that show it."""

    about: str  # "product", "delay" or "company"
    start: int
    end: int


def cause_of(text: str, reading: Mapping[str, Any]) -> Cause | None:
    """None for a message that is not harsh, endangers somebody, has no matter, or does not show it."""
    harsh = reading["abuse"] != "none" or (reading["emotion"] in _ANGRY and reading["intensity"] >= _HOT)
    if not harsh or reading["kind"] != "grievance" or _DANGERS & set(reading["threats"]):
        return None
    language = next((known for known in LANGUAGES if known == reading["language"]), None)
    found = situation_in(text, language) if language else None
    if found:
        name, (start, end) = found
        return Cause(next(about for about, names in _ABOUT.items() if name in names), start, end)
    again = next((item for item in reading["evidence"] if item["signal"] == "repeat"), None)
    # Who has to ask again is angry at how the company dealt with it.
    sure = again and reading["repeat"] and "repeat" not in reading["unsure"]
    return Cause("company", again["start"], again["end"]) if again and sure else None
