"""The temperature of a conversation: it rises at once and falls slowly, because heat is sticky (science 5.3)."""

from __future__ import annotations

from collections.abc import Sequence


def temperatures(intensities: Sequence[float], *, memory: float) -> tuple[int, ...]:
    """0..100 after each turn of the customer, from their intensities (0..1).

    ``memory`` is the share of the former heat that a calmer turn leaves, 0 (none) to 1 (all of it).
    """
    heat = 0.0
    course = []
    for intensity in intensities:
        now = 100 * intensity
        heat = max(now, memory * heat + (1 - memory) * now)
        course.append(round(heat))
    return tuple(course)


def rises(intensities: Sequence[float], *, least: float) -> int:
    """How many of the last turns in a row were hotter than the turn before, by ``least`` (0..1) each."""
    count = 0
    for before, after in zip(reversed(intensities[:-1]), reversed(intensities[1:]), strict=True):
        if after - before < least:
            break
        count += 1
    return count
