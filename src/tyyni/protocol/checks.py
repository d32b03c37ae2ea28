"""What a playbook must keep to: every step can be reached, no loop without an exit, phrases in every language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tyyni.lexicon.rules import LANGUAGES
from tyyni.models.labels import STEPS
from tyyni.protocol.conditions import Condition, Conditions
from tyyni.protocol.facts import FACTS
from tyyni.protocol.phrases import REGISTERS, families, ready
from tyyni.protocol.plays import Play, Playbook, Track

Problem = tuple[int, str]  # the line, and what is wrong there
FEWEST_PHRASES = 2
# With these a conversation leaves its track: it is over, or it is another person's.
EXITS = ("end", "handover", "safety")
# Each question of the customer is worth a new answer, so nothing has to stop these.
ANSWERS = ("solve", "promise")

# A literal is a condition and whether it holds.
_Literal = tuple[Condition, bool]


def problems(playbook: Playbook) -> Iterator[Problem]:
    """Every problem, in the order of the file."""
    if not playbook.tracks:
        yield 1, "there is no track"
        return
    for number, track in enumerate(playbook.tracks):
        yield from _track_problems(track, playbook.tracks[:number])
    last = playbook.tracks[-1]
    if last.holds != Conditions():
        yield last.line, f"the last track, {last.name}, must hold for every conversation: it can have no conditions"
    for step in STEPS:
        if not any(play.step == step for track in playbook.tracks for play in track.plays):
            yield 1, f"no track has the step {step}"


def _track_problems(track: Track, before: Sequence[Track]) -> Iterator[Problem]:
    taken = [_fails(other.holds) for other in before]
    if not _possible(_holds(track.holds), taken):
        yield track.line, f"the track {track.name} is unreachable: an earlier track holds whenever it does"
        return
    if not any(play.step in EXITS for play in track.plays):
        yield track.line, f"the track {track.name} is a loop without an exit: it has none of {', '.join(EXITS)}"
    for number, play in enumerate(track.plays[: track.own]):
        passed = [_closed(earlier) for earlier in track.plays[:number]]
        is_last = number == len(track.plays) - 1
        if not _possible([*_holds(track.holds), *_opens(play, is_last)], [*taken, *passed]):
            yield play.line, f"the step {play.step} is unreachable on the track {track.name}"
        elif is_last and play.begins != Conditions():
            yield play.line, f"the last step of the track {track.name} must be open to all: it can have no conditions"
        elif not is_last and not _can_end(play):
            yield play.line, f"the step {play.step} is a loop without an exit: nothing that an agent does ends it"
        yield from _phrase_problems(play)


def _phrase_problems(play: Play) -> Iterator[Problem]:
    for language in LANGUAGES:
        for offer in play.say:
            if offer.family not in families(language):
                yield play.line, f"the phrases {offer.family} are missing in {language}"
                return
        sure = [offer.family for offer in play.say if offer.conditions == Conditions()]
        for register in REGISTERS:
            if len(ready(language, register, sure)) < FEWEST_PHRASES:
                yield (
                    play.line,
                    f"the step {play.step} has fewer than {FEWEST_PHRASES} phrases to say in {language}, {register}",
                )


def _can_end(play: Play) -> bool:
    told = [FACTS[condition.fact].source for condition in (*play.done, *play.begins.none_of)]
    return "agent" in told or play.step in (*ANSWERS, *EXITS)


def _holds(conditions: Conditions) -> list[_Literal]:
    return [(c, True) for c in conditions.all_of] + [(c, False) for c in conditions.none_of]


def _fails(conditions: Conditions) -> list[_Literal]:
    return [(condition, not wanted) for condition, wanted in _holds(conditions)]


def _opens(play: Play, is_last: bool) -> list[_Literal]:
    """The last play of a track is open even when it is done."""
    return _holds(play.begins) + ([] if is_last else [(condition, False) for condition in play.done])


def _closed(play: Play) -> list[_Literal]:
    return _fails(play.begins) + [(condition, True) for condition in play.done]


def _possible(literals: list[_Literal], choices: Sequence[list[_Literal]]) -> bool:
    """Whether facts exist that make every literal true, and of each choice at least one."""
    known = dict(literals)
    if len(known) < len(set(literals)):
        return False
    if not choices:
        return True
    return any(
        _possible([*known.items(), literal], choices[1:])
        for literal in choices[0]
        if known.get(literal[0], literal[1]) == literal[1]
    )
