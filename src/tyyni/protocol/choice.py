"""The choice of the next step: the first track that holds, and on it the first play that is open."""

from __future__ import annotations

from dataclasses import dataclass

from tyyni.protocol.facts import FACTS, Facts
from tyyni.protocol.plays import Play, Playbook, Track


@dataclass(frozen=True, slots=True)
class Choice:
    """The play to make now. ``asked_by`` are the customer's facts that ask for it, the nearest first."""

    track: Track
    play: Play
    asked_by: tuple[str, ...]

    def turn(self, facts: Facts) -> int:
        """The number of the turn that asked for it."""
        return next((facts.since[fact] for fact in self.asked_by if facts.since.get(fact)), facts.turn)


def choose(playbook: Playbook, facts: Facts) -> Choice:
    """Pure: the same facts and playbook give the same choice. On a track that is done, its last play stays."""
    track = next(track for track in playbook.tracks if track.holds.hold(facts))
    play = next((play for play in track.plays if play.is_open(facts)), track.plays[-1])
    conditions = [*play.begins.all_of, *track.holds.all_of]
    asked_by = dict.fromkeys(c.fact for c in conditions if FACTS[c.fact].source == "customer")
    return Choice(track, play, tuple(asked_by))
