"""Chooses who gets a conversation, from facts alone. Nothing here asks the database or the clock.

A reason is a code and at most a word that says what fitted; never a count, and never anybody's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tyyni_desk.care.fit.colleagues import Colleague
from tyyni_desk.routing.rules.values import Rule, Rulebook
from tyyni_desk.routing.topics import is_about

_TOPIC = 4  # so many open conversations more may somebody have who knows the topic
Reason = tuple[str, str]


class Why(StrEnum):
    """Why nobody gets it."""

    TEAM = "team"  # the team has nobody who answers
    LANGUAGE = "language"  # nobody there answers in the language
    AWAY = "away"  # those who do are not at work
    FULL = "full"  # they have enough open


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be chosen, and what they have in hand."""

    colleague: Colleague
    teams: frozenset[int] = frozenset()
    topics: tuple[str, ...] = ()
    load: int = 0  # conversations whose customer waits for them
    had_hostile: bool = False  # what they were given last was hostile
    given_at: float = 0.0  # when that was, in seconds since 1970
    leads: bool = False  # gets it only when no agent can take it

    @property
    def id(self) -> int:
        return self.colleague.id


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known of the conversation. ``language`` is empty when it is none of the desk's."""

    language: str = ""
    channel: str = "email"
    team: int | None = None
    about: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    is_hostile: bool = False
    is_danger: bool = False  # somebody may be hurt
    is_vulnerable: bool = False
    known_to: frozenset[int] = frozenset()  # who wrote in it


@dataclass(frozen=True, slots=True)
class Choice:
    """``agent`` or ``why`` there is none; ``team`` in whose queue it belongs; the rule that decided, if one did."""

    agent: int | None
    team: int | None
    reasons: tuple[Reason, ...] = ()
    why: Why | None = None
    rule: Rule | None = None


def choose(talk: Talk, candidates: Sequence[Candidate], *, book: Rulebook) -> Choice:
    """The best of those who may have it. Where somebody may be hurt, whoever is on duty, before every rule."""
    if talk.is_danger:
        return _now(talk, candidates)
    rule = _rule(talk, book.rules, candidates)
    team = rule.to_team if rule and rule.to_team else talk.team
    fitting, why = _fitting(talk, candidates, team=team, most=book.most)
    if why:
        return Choice(None, team, why=why, rule=rule)

    wanted = rule.to_agent if rule else None
    known = {one.id: topic for one in fitting if (topic := _topic(talk, one))}

    def order(one: Candidate) -> tuple[bool, bool, bool, int, int, float, int]:
        in_a_row, met = _burden(talk, one)
        return in_a_row, one.id != wanted, one.leads, met, *_room(one, one.id in known), one.id

    best = min(fitting, key=order)
    has_ruled = rule is not None and (best.id == wanted or rule.to_team is not None)
    return Choice(best.id, team, _reasons(talk, known.get(best.id, ""), has_ruled=has_ruled), rule=rule)


def with_one_more(one: Candidate, talk: Talk, *, at: float) -> Candidate:
    """How somebody stands after they were given ``talk``; ``at`` in seconds since 1970."""
    colleague = replace(one.colleague, met=one.colleague.met + talk.is_hostile)
    return replace(one, colleague=colleague, load=one.load + 1, had_hostile=talk.is_hostile, given_at=at)


def _now(talk: Talk, candidates: Iterable[Candidate]) -> Choice:
    """Whoever is on duty: those first who answer in the language, and are within their hours."""
    there = [one for one in candidates if one.colleague.is_on_duty]
    if not there:
        return Choice(None, talk.team, why=Why.AWAY)

    def nearness(one: Candidate) -> tuple[bool, bool, bool, int, int, int]:
        person = one.colleague
        return not person.speaks(talk.language), not person.is_at_work, *_burden(talk, one), one.load, one.id

    return Choice(min(there, key=nearness).id, talk.team, (("duty", ""),))


def _rule(talk: Talk, rules: Iterable[Rule], candidates: Sequence[Candidate]) -> Rule | None:
    """The first that holds and leads somewhere; one whose team or person has left the desk is passed over."""
    teams, people = {team for one in candidates for team in one.teams}, {one.id for one in candidates}
    for rule in rules:
        leads_on = rule.to_team in teams or rule.to_agent in people
        if leads_on and rule.holds(
            language=talk.language, channel=talk.channel, team=talk.team, about=talk.about, tags=talk.tags
        ):
            return rule
    return None


def _fitting(
    talk: Talk, candidates: Iterable[Candidate], *, team: int | None, most: int
) -> tuple[list[Candidate], Why | None]:
    """Those who may have it; else the first condition that left nobody."""
    left = list(candidates)
    conditions: tuple[tuple[Why, Callable[[Candidate], bool]], ...] = (
        (Why.TEAM, lambda one: team is None or team in one.teams),
        (Why.LANGUAGE, lambda one: one.colleague.speaks(talk.language) and bool(one.colleague.languages)),
        (Why.AWAY, lambda one: one.colleague.is_at_work),
        # Who is vulnerable does not wait for a free hand.
        (Why.FULL, lambda one: talk.is_vulnerable or one.load < most),
    )
    for why, holds in conditions:
        left = [one for one in left if holds(one)]
        if not left:
            return [], why
    return left, None


def _burden(talk: Talk, one: Candidate) -> tuple[bool, int]:
    """Hostile ones are shared out: never two in a row, nor back to whom it wore out, while another can take it."""
    return (one.had_hostile or one.id in talk.known_to, one.colleague.met) if talk.is_hostile else (False, 0)


def _room(one: Candidate, knows: bool) -> tuple[int, float]:
    return one.load - _TOPIC * knows, one.given_at


def _topic(talk: Talk, one: Candidate) -> str:
    return next((topic for topic in one.topics if is_about(topic, about=talk.about, words=talk.words)), "")


def _reasons(talk: Talk, topic: str, *, has_ruled: bool) -> tuple[Reason, ...]:
    """Always with "shared out evenly", so that it tells nothing of what others met."""
    rule = [("rule", "")] if has_ruled else []
    language = [("language", talk.language)] if talk.language else []
    return (*rule, *language, *([("topic", topic)] if topic else []), ("even", ""))
