"""Tells the workers of this process that there is work; those elsewhere look once a second."""

from __future__ import annotations

from threading import Event

_BELL = Event()


def workers() -> None:
    _BELL.set()


def wait(seconds: float) -> None:
    """Return after ``seconds``, or sooner when there is work."""
    if _BELL.wait(seconds):
        _BELL.clear()
