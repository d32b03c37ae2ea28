"""The playbook as a page for people: ``python -m tyyni.protocol.page`` prints docs/steps.md."""

from __future__ import annotations

from collections.abc import Iterator

from tyyni.lexicon.rules import LANGUAGES
from tyyni.models.labels import STEPS
from tyyni.protocol.conditions import Condition, Conditions
from tyyni.protocol.facts import FACTS
from tyyni.protocol.phrases import ready
from tyyni.protocol.playbook import playbook
from tyyni.protocol.plays import Play, Playbook, Track

_HEAD = """# Steps and tracks

Written by `python -m tyyni.protocol.page` from `src/tyyni/protocol/playbook.toml`. The first track that holds is
followed; on it, the first step that may begin and is not done is the next one. When all are done, the last one stays.
"""


def page(book: Playbook) -> str:
    """The whole page, a section for each step, each track and the facts."""
    parts = [_HEAD, "## Steps\n", *(_step(step, book) for step in STEPS)]
    parts += ["## Tracks\n", *map(_track, book.tracks), "## Facts\n", _facts()]
    return "\n".join(parts)


def _step(step: str, book: Playbook) -> str:
    places = [(track, play) for track in book.tracks for play in track.plays if play.step == step]
    reasons = dict.fromkeys(play.why for _, play in places)
    tracks = ", ".join(dict.fromkeys(track.name for track, _ in places))
    said = "\n".join(f"- {language}: {phrase}" for language, phrase in _examples([play for _, play in places]))
    return f"### {step}\n\n{' '.join(reasons)}\n\nOn the tracks: {tracks}. To say, for example:\n\n{said}\n"


def _examples(plays: list[Play]) -> Iterator[tuple[str, str]]:
    families = dict.fromkeys(offer.family for play in plays for offer in play.say)
    for language in LANGUAGES:
        yield language, ready(language, "neutral", families)[0]


def _track(track: Track) -> str:
    rows = "\n".join(f"| {number} | {_row(play)} |" for number, play in enumerate(track.plays[: track.own], 1))
    then = f"\nThen as on the track *{track.then}*.\n" if track.then else ""
    return (
        f"### {track.title}\n\n{track.about} Holds {_when(track.holds)}.\n\n"
        f"| | step | begins | done |\n|---|---|---|---|\n{rows}\n{then}"
    )


def _row(play: Play) -> str:
    done = " or ".join(map(_claim, play.done)) or "–"
    return f"{play.step} | {_when(play.begins)} | {done}"


def _when(conditions: Conditions) -> str:
    wanted = [_claim(condition) for condition in conditions.all_of]
    unwanted = [f"not {_claim(condition)}" for condition in conditions.none_of]
    return f"when {' and '.join([*wanted, *unwanted])}" if wanted or unwanted else "always"


def _claim(condition: Condition) -> str:
    return f"`{condition}`"


def _facts() -> str:
    rows = "\n".join(f"| `{name}` | {about.means} | {about.source} |" for name, about in FACTS.items())
    return f"| fact | means | told from |\n|---|---|---|\n{rows}\n"


if __name__ == "__main__":
    print(page(playbook()), end="")
