"""The playbook, read from its TOML file and checked; a mistake in it is an error that names file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from tyyni.models.labels import STEPS
from tyyni.protocol.checks import problems
from tyyni.protocol.conditions import Condition, Conditions
from tyyni.protocol.plays import Offer, Play, Playbook, Track

LIMITS = ("upset", "rise", "memory", "few_words", "sure", "danger", "opening", "passed_over", "idle")
_STEP_KEYS = {"why", "unless", "done", "say"}
_PLAY_KEYS = {"step", "if", *_STEP_KEYS}
_TRACK_KEYS = {"name", "title", "about", "if", "unless", "plays", "then"}


class BadPlaybook(ValueError):
    """A playbook breaks its rules; the message has a line for each problem, with file and line."""


@cache
def playbook() -> Playbook:
    """The shipped playbook, read and checked once a process."""
    return parse(shipped_text(), "playbook.toml")


def shipped_text() -> str:
    """The shipped playbook as it is written, to start one's own from."""
    return (resources.files("tyyni.protocol") / "playbook.toml").read_text("utf-8")


def check(path: Path) -> Playbook:
    """Read a playbook of one's own; raises BadPlaybook with every problem that it has."""
    return parse(path.read_text("utf-8"), path.name)


def parse(text: str, file: str) -> Playbook:
    """Read a playbook from its text; ``file`` is what problems begin with."""
    try:
        read = _Reader(text, file).playbook()
    except (AttributeError, RecursionError, RuntimeError, StopIteration, TypeError) as error:
        raise BadPlaybook(f"{file}: tracks, plays or steps are not written as in the shipped playbook") from error
    if found := [f"{file}:{line}: {problem}" for line, problem in problems(read)]:
        raise BadPlaybook("\n".join(found))
    return read


class _Reader:
    """Turns the text into values and remembers on which line each began; tomllib does not tell."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._text = text
        rows = [(number, row.strip()) for number, row in enumerate(text.splitlines(), 1)]
        self._headers = {row: number for number, row in rows if row.startswith("[") and row.endswith("]")}
        self._tracks = iter([number for number, row in rows if row == "[[track]]"])
        self._plays = iter([number for number, row in rows for _ in re.findall(r"^\{ *step\b", row)])

    def playbook(self) -> Playbook:
        try:
            content = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            raise BadPlaybook(f"{self._file}: {error}") from error
        with self._at(self._headers.get("[limits]", 1)):
            limits = {name: float(content["limits"][name]) for name in LIMITS}
        steps = content.get("step", {})
        for name, table in steps.items():
            with self._at(self._headers.get(f"[step.{name}]", 1)):
                _known(table, _STEP_KEYS)
                _step(name)
        tracks = [self._track(table, steps) for table in content.get("track", ())]
        return Playbook(self._file, tuple(self._whole(track, tracks) for track in tracks), limits)

    def _track(self, table: Mapping[str, Any], steps: Mapping[str, Any]) -> Track:
        line = next(self._tracks)
        with self._at(line):
            _known(table, _TRACK_KEYS)
            holds = Conditions.of(table.get("if", ()), table.get("unless", ()))
            name, title, about = table["name"], table["title"], table["about"]
        plays = tuple(self._play(play, steps) for play in table.get("plays", ()))
        return Track(name, title, about, holds, plays, len(plays), table.get("then"), line)

    def _whole(self, track: Track, tracks: list[Track]) -> Track:
        """The track with the plays of the one it goes on with."""
        if track.then is None:
            return track
        with self._at(track.line):
            others = {other.name: other.plays for other in tracks if other.then is None}
            if track.then not in others:
                raise ValueError(f"unknown track {track.then!r} to go on with; known are {', '.join(others)}")
            return replace(track, plays=track.plays + others[track.then])

    def _play(self, own: Mapping[str, Any], steps: Mapping[str, Any]) -> Play:
        line = next(self._plays)
        with self._at(line):
            _known(own, _PLAY_KEYS)
            step = _step(own["step"])
            table = {**steps.get(step, {}), **own}
            return Play(
                step=step,
                why=table["why"],
                begins=Conditions.of(table.get("if", ()), table.get("unless", ())),
                done=tuple(map(Condition.of, table.get("done", ()))),
                say=tuple(map(Offer.of, table["say"])),
                line=line,
            )

    @contextmanager
    def _at(self, line: int) -> Iterator[None]:
        try:
            yield
        except KeyError as error:
            raise BadPlaybook(f"{self._file}:{line}: {error.args[0]} is missing") from error
        except (TypeError, ValueError) as error:
            raise BadPlaybook(f"{self._file}:{line}: {error}") from error


def _known(table: Mapping[str, Any], keys: set[str]) -> None:
    if unknown := sorted(set(table) - keys):
        raise ValueError(f"unknown {', '.join(unknown)}; known are {', '.join(sorted(keys))}")


def _step(name: str) -> str:
    if name not in STEPS:
        raise ValueError(f"unknown step {name!r}; known are {', '.join(STEPS)}")
    return name
