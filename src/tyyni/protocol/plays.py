"""What a playbook is made of: tracks of plays, each play a step with when it begins and what shows it done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tyyni.protocol.conditions import Condition, Conditions
from tyyni.protocol.facts import Facts


@dataclass(frozen=True, slots=True)
class Offer:
    """A family of phrases, offered when its conditions hold."""

    family: str
    conditions: Conditions

    @classmethod
    def of(cls, written: str) -> Offer:
        """From ``family``, ``family if fact`` or ``family unless fact``."""
        family, _, holding = written.partition(" if ")
        family, _, missing = family.partition(" unless ")
        return cls(family, Conditions.of([holding] if holding else [], [missing] if missing else []))


@dataclass(frozen=True, slots=True)
class Play:
    """One step on a track. Any one of ``done`` shows that it is done."""

    step: str
    why: str
    begins: Conditions
    done: tuple[Condition, ...]
    say: tuple[Offer, ...]
    line: int

    def is_open(self, facts: Facts) -> bool:
        """It may begin and is not done."""
        return self.begins.hold(facts) and not any(condition.holds(facts) for condition in self.done)


@dataclass(frozen=True, slots=True)
class Track:
    """The plays for one kind of conversation, in their order; the last is where a conversation may stay.

    The first ``own`` of the plays are the track's; the others are those of the track that it goes on with.
    """

    name: str
    title: str
    about: str
    holds: Conditions
    plays: tuple[Play, ...]
    own: int
    then: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Playbook:
    """The first track that holds is followed. ``limits`` are the numbers that facts are told by."""

    file: str
    tracks: tuple[Track, ...]
    limits: Mapping[str, float]
