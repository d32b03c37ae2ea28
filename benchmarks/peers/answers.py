"""What a system says about a text, and the signals that are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

UPSET = ("anger", "frustration", "disappointment", "anxiety", "sadness")
SIGNALS = (
    "publicity",
    "legal",
    "legal or authority",
    "churn",
    "churn or cancelling",
    "repeat",
    "human",
    "human or manager",
    "vulnerable",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one system says about one text; None where it has no say."""

    offence: bool | None = None
    upset: bool | None = None
    gloom: float | None = None  # more is more upset, on the system's own scale
    heat: float | None = None
    signals: frozenset[str] | None = None


Reader = Callable[[str], Answer]


class Labelled(Protocol):
    """A labelled message or a reading: both name these labels alike."""

    @property
    def threats(self) -> tuple[str, ...]: ...
    @property
    def requests(self) -> tuple[str, ...]: ...
    @property
    def repeat(self) -> bool: ...
    @property
    def vulnerable(self) -> bool: ...


def signals_of(labelled: Labelled) -> frozenset[str]:
    """The rows of ``SIGNALS`` that hold for a message or a reading."""
    threats, requests = set(labelled.threats), set(labelled.requests)
    holds = (
        "publicity" in threats,
        "legal" in threats,
        bool({"legal", "authority"} & threats),
        "churn" in threats,
        "churn" in threats or bool({"cancel_order", "cancel_subscription"} & requests),
        labelled.repeat,
        "human" in requests,
        bool({"human", "manager"} & requests),
        labelled.vulnerable,
    )
    return frozenset(name for name, is_held in zip(SIGNALS, holds, strict=True) if is_held)
