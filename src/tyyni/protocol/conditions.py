"""Conditions over the facts, as the playbook writes them: ``abusive``, or ``heat >= 60`` for a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tyyni.protocol.facts import FACTS, Facts

_NUMBER = re.compile(r"(\w+) >= (\d{1,3})")


@dataclass(frozen=True, slots=True)
class Condition:
    """A claim that holds, or a number that is at least ``least``."""

    fact: str
    least: int = 1

    @classmethod
    def of(cls, written: str) -> Condition:
        """Raises ValueError when no such fact exists."""
        number = _NUMBER.fullmatch(written)
        fact, least = (number[1], int(number[2])) if number else (written, 1)
        if fact not in FACTS:
            raise ValueError(f"unknown fact {written!r}; known are {', '.join(FACTS)}")
        return cls(fact, least)

    def holds(self, facts: Facts) -> bool:
        """True counts as 1."""
        value: int = getattr(facts, self.fact)
        return value >= self.least

    def __str__(self) -> str:
        return self.fact if self.least == 1 else f"{self.fact} >= {self.least}"


@dataclass(frozen=True, slots=True)
class Conditions:
    """All of ``all_of`` must hold and none of ``none_of``."""

    all_of: tuple[Condition, ...] = ()
    none_of: tuple[Condition, ...] = ()

    @classmethod
    def of(cls, all_of: Iterable[str], none_of: Iterable[str]) -> Conditions:
        """Raises ValueError when one of them names no fact."""
        return cls(tuple(map(Condition.of, all_of)), tuple(map(Condition.of, none_of)))

    def hold(self, facts: Facts) -> bool:
        """With nothing asked for, they hold."""
        return all(c.holds(facts) for c in self.all_of) and not any(c.holds(facts) for c in self.none_of)
