"""Watches mailboxes."""

from __future__ import annotations

from threading import Event, Thread


def start(stop: Event) -> list[Thread]:
    return []
