"""Rules are data: phrases to find, what they weigh, what they must and must not hit.

A pack is a folder of TOML files, one table a rule. Its name is ``language.family.kind``
("fi.threat.legal"). In ``find``, ``~`` stands for the rest of a word, ``...`` for a short gap within
the sentence, ``#n`` for a number in digits or words, and a blank for any white space; the rest is an
ordinary regular expression without look-around.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

Language = Literal["fi", "pl", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "pl", "en")


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One pattern of a rule; ``hits`` are examples that the test suite runs."""

    find: str
    hits: tuple[str, ...]
    weight: float = 0.6  # 0..1, how much the phrase says on its own
    not_before: str | None = None  # no match when this follows it
    not_after: str | None = None  # no match when this precedes it
    bare: bool = False  # may begin or end inside a word
    exact: bool = False  # letters without their diacritics do not match
    target: str = "person"  # whom an insult is aimed at: person or company
    fix: str | None = None  # better wording, for faults in a reply
    resolve: str | None = None  # how a promised time is counted


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A named family of phrases in one language; ``misses`` are texts that it must not hit."""

    name: str
    phrases: tuple[Phrase, ...]
    misses: tuple[str, ...]
    about: str = ""

    @property
    def signal(self) -> str:
        """The name without its language: "threat.legal"."""
        return self.name.partition(".")[2]

    @property
    def family(self) -> str:
        """The first part of the signal: "threat"."""
        return self.signal.partition(".")[0]


@cache
def rules(language: Language) -> tuple[Rule, ...]:
    """Every rule of the pack, in the order of its files."""
    return tuple(
        _rule(f"{language}.{signal}", table)
        for name in sorted(_FILES)
        for signal, table in pack_file(language, name).items()
    )


_FILES = (
    "abuse",
    "anger",
    "answers",
    "contact",
    "cues",
    "faults",
    "hints",
    "legal",
    "promises",
    "protocol",
    "requests",
    "strengths",
    "threats",
)


def _rule(name: str, table: dict[str, Any]) -> Rule:
    phrases = tuple(Phrase(**{**phrase, "hits": tuple(phrase["hits"])}) for phrase in table["phrases"])
    return Rule(name, phrases, tuple(table["misses"]), table.get("about", ""))


@cache
def pack_file(language: Language, name: str) -> dict[str, Any]:
    """The parsed TOML of one file of a pack, for lists that are no rules (phrases, swearwords)."""
    path = resources.files("tyyni.lexicon") / language / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))
