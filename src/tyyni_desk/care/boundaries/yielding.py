"""Finds where a draft gives way on a boundary, or grants what the company does not do (S0.18)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tyyni_desk.care.boundaries import queries
from tyyni_desk.conversations.models import Conversation

_SENTENCE = re.compile(r"[^.!?\n]+")


@dataclass(frozen=True, slots=True)
class Yielding:
    """The words of the draft, and the boundary or the part of the scope that they give up."""

    words: str
    limit: str


def yieldings(conversation: Conversation, text: str) -> list[Yielding]:
    """Each sentence that gives way, once, in the order of the draft."""
    rules = _rules().get(conversation.language)
    if rules is None:
        return []
    boundaries = queries.boundaries_of(conversation.customer)
    excluded = queries.policy().excluded.get(conversation.language, "")
    found = []
    for sentence in _SENTENCE.findall(text):
        if rules["not"].search(sentence):
            continue
        for boundary in boundaries:
            words = next(_given(rules, ["exception", *boundary.limits], sentence), "")
            if words:
                found.append(Yielding(words, boundary.says))
        matter = next((one for one in _listed(excluded) if re.search(rf"\b{re.escape(one)}", sentence, re.I)), "")
        if matter and rules["grant"].search(sentence):
            found.append(Yielding(sentence.strip(), excluded))
    return found


def _given(rules: dict[str, re.Pattern[str]], kinds: list[str], sentence: str) -> Iterator[str]:
    for kind in kinds:
        match = rules[kind].search(sentence) if kind in rules else None
        if match:
            yield match[0]


def _listed(words: str) -> list[str]:
    """Stems: an inflected word changes at its end."""
    listed = (one.strip() for one in words.split(","))
    return [one[: max(4, len(one) - 2)] for one in listed if one]


@cache
def _rules() -> dict[str, dict[str, re.Pattern[str]]]:
    written = tomllib.loads((Path(__file__).parent / "yielding.toml").read_text("utf-8"))
    return {code: {name: re.compile(rule, re.I) for name, rule in by.items()} for code, by in written.items()}
