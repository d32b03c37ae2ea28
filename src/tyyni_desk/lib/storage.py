"""Whether what is written will stay: what the database refused last, and the room on the disk.

A database that is full or locked cannot be told about itself, so each process remembers what it met.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

from django.conf import settings
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

Answer = TypeVar("Answer")
LEAST = 1 << 30  # bytes free; below it the desk warns, while there is time
_MEMORY = 60.0  # seconds; what was refused longer ago and never again is over
_last: tuple[str, float] | None = None


def refused(problem: OperationalError) -> None:
    """Remember that the database took no write, and why."""
    global _last
    _last = str(problem), monotonic()


def took() -> None:
    """It takes writes again."""
    global _last
    _last = None


def trouble() -> str:
    """Why nothing can be written now; empty when all is well."""
    return _in_words(_last[0]) if _last and monotonic() - _last[1] < _MEMORY else ""


def free() -> int:
    """Bytes free where the data folder is."""
    return shutil.disk_usage(settings.DATA).free


def warning() -> str:
    """What the room on the disk asks for; empty while there is enough."""
    left = free()
    if left >= LEAST:
        return ""
    return _("The disk is nearly full: %(megabytes)d MB are left. Make room before mail has to wait.") % {
        "megabytes": left >> 20
    }


def insist(write: Callable[[], Answer], *, seconds: float) -> Answer:
    """Try ``write`` again while the database refuses it: something happened outside that must be written down."""
    limit = monotonic() + seconds
    while True:
        try:
            return write()
        except OperationalError as problem:
            refused(problem)
            if connection.in_atomic_block or monotonic() > limit:
                raise
            sleep(1)


def _in_words(said: str) -> str:
    low = said.lower()
    if "full" in low or "no space" in low or "disk i/o" in low:
        return _(
            "Nothing can be stored: the disk is full or fails. Mail waits on its server; nothing is lost. Make room."
        )
    if "locked" in low or "busy" in low:
        return _("Another program holds the database, so nothing can be written. The desk tries on; nothing is lost.")
    return _("The database does not answer. The desk tries on; nothing is lost.") + f" ({said.splitlines()[0][:200]})"
