"""A rule, and the book of them, as values; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

MOST = 15  # open conversations of one person, until a lead says otherwise


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a conversation goes when everything that is set holds of it; an empty field asks nothing."""

    id: int
    language: str = ""
    channel: str = ""
    team: int | None = None
    about: str = ""  # one of the engine's requests or kinds
    tag: str = ""
    to_team: int | None = None
    to_agent: int | None = None
    is_on: bool = True

    def holds(
        self, *, language: str, channel: str, team: int | None, about: frozenset[str], tags: frozenset[str]
    ) -> bool:
        return (
            self.is_on
            and self.language in ("", language)
            and self.channel in ("", channel)
            and self.team in (None, team)
            and (not self.about or self.about in about)
            and (not self.tag or self.tag in tags)
        )


@dataclass(frozen=True, slots=True)
class Rulebook:
    """``is_on``: conversations are given out by the desk. ``most``: to nobody who has so many open ones."""

    is_on: bool = True
    most: int = MOST
    rules: tuple[Rule, ...] = ()

    def rule(self, rule_id: int) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def with_rule(self, rule: Rule) -> Rulebook:
        """The rule in its place, or at the end when it is new (``id`` 0)."""
        if self.rule(rule.id):
            return replace(self, rules=tuple(rule if old.id == rule.id else old for old in self.rules))
        number = max((old.id for old in self.rules), default=0) + 1
        return replace(self, rules=(*self.rules, replace(rule, id=number)))

    def without(self, rule_id: int) -> Rulebook:
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id != rule_id))

    def moved(self, rule_id: int, *, up: bool) -> Rulebook:
        """The rule one place nearer to the front or the end; at the edge nothing changes."""
        rules = list(self.rules)
        place = next((place for place, rule in enumerate(rules) if rule.id == rule_id), None)
        if place is None:
            return self
        other = place - 1 if up else place + 1
        if 0 <= other < len(rules):
            rules[place], rules[other] = rules[other], rules[place]
        return replace(self, rules=tuple(rules))


def written(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    return [asdict(rule) for rule in rules]


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    return tuple(Rule(**row) for row in rows)
