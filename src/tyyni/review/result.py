"""What a review says of a reply. Field names, codes and values are the project's contract (docs/contract.md)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from tyyni.promises.result import Promise


@dataclass(frozen=True, slots=True)
class Fault:
    """One of the 21 faults; ``start`` and ``end`` are None for a fault of the whole reply. Severity is 1..3.

    ``why`` is one plain sentence in the reply's language. ``fix`` may stand in the place of the span as it is, save
    that "…" marks what only the agent knows; for a fault of the whole reply it may be added.
    """

    code: str
    severity: int
    start: int | None
    end: int | None
    text: str
    why: str
    fix: str | None


@dataclass(frozen=True, slots=True)
class Hint:
    """Anything else worth saying. A hint never moves the verdict, save the three hard stops of law.md § 9."""

    code: str
    start: int | None
    end: int | None
    text: str
    why: str
    fix: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """What a reply does badly and well. ``verdict`` is send, revise or hold."""

    verdict: str
    faults: tuple[Fault, ...]
    hints: tuple[Hint, ...]
    strengths: tuple[str, ...]
    promises: tuple[Promise, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain lists and strings, ready for JSON."""
        return {
            "verdict": self.verdict,
            "faults": [asdict(fault) for fault in self.faults],
            "hints": [asdict(hint) for hint in self.hints],
            "strengths": list(self.strengths),
            "promises": [promise.as_dict() for promise in self.promises],
        }
