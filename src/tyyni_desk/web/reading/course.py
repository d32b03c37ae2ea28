"""The temperature over a conversation as a line: where each point stands, and what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tyyni_desk.conversations.models import Message
from tyyni_desk.web.reading.calm import calm_words

WIDTH, HEIGHT = 600, 48
_MOST = 12  # so that each can be pressed, on a phone too
_MARGIN = 8
_FEWEST = 2  # one message is no line
_WORDS = 90


@dataclass(frozen=True, slots=True)
class Point:
    """One message of the customer; ``left`` and ``width`` are of the place that can be pressed."""

    message: int
    at: datetime
    temperature: int
    words: str
    x: int
    y: int
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class Course:
    """The last messages of the customer, the oldest first."""

    points: tuple[Point, ...]

    @property
    def line(self) -> str:
        """As the polyline's attribute."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)


def course_of(turns: Sequence[Message]) -> Course | None:
    """None while there is no line to draw."""
    read = [turn for turn in turns if getattr(turn, "reading", None) is not None][-_MOST:]
    if len(read) < _FEWEST:
        return None
    width = WIDTH // len(read)
    return Course(tuple(_point(turn, number * width, width) for number, turn in enumerate(read)))


def _point(turn: Message, left: int, width: int) -> Point:
    temperature = turn.reading.temperature
    y = HEIGHT - _MARGIN - round((HEIGHT - 2 * _MARGIN) * temperature / 100)
    # As calm as the page shows it: the raw words of abuse are not told here either.
    words = calm_words(turn.reading.labels) or turn.text
    short = " ".join(words[: 4 * _WORDS].split())
    short = f"{short[:_WORDS]} …" if len(short) > _WORDS else short
    return Point(turn.pk, turn.created_at, temperature, short, left + width // 2, y, left, width)
