"""What was understood from a message. Field names and values are the project's contract (docs/contract.md)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that caused a label: a span of the text as given, 12 words at most."""

    signal: str  # "emotion.anger", "abuse.severe", "threats.legal", "repeat" …
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Style:
    """How the customer writes, from the text alone."""

    address: str  # te, sinä, pan_pani, ty or none
    words: int
    capitals: float  # share of the letters, 0..1


@dataclass(frozen=True, slots=True)
class Reading:
    """One message, read. Probabilities and intensity are 0..1."""

    language: str  # fi, pl, en or und
    emotion: str
    emotions: dict[str, float]
    intensity: float  # how heated; 0 is calm
    sarcasm: bool
    abuse: str  # none, mild or severe; aimed at people
    kind: str
    requests: tuple[str, ...]
    threats: tuple[str, ...]
    repeat: bool
    vulnerable: bool
    intoxicated: bool
    name: str | None
    order: str | None
    dates: tuple[str, ...]
    sums: tuple[str, ...]
    deadlines: tuple[str, ...]
    style: Style
    confidence: dict[str, float]
    unsure: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    restated: str

    def as_dict(self) -> dict[str, Any]:
        """Plain lists, numbers and strings, ready for JSON."""
        plain = asdict(self)
        plain["intensity"] = round(self.intensity, 3)
        plain["emotions"] = {name: round(value, 3) for name, value in self.emotions.items()}
        plain["confidence"] = {name: round(value, 3) for name, value in self.confidence.items()}
        plain["style"]["capitals"] = round(self.style.capitals, 3)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}
