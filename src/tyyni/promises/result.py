"""What is found in a reply: a promise, with its words and its due time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause that promises, with offsets into the reply as given.

    ``due_text`` is None when no time or only a vague one is named ("soon"); ``due`` also when the time counts from
    something else, or the reply's sending time is not known.
    """

    text: str
    start: int
    end: int
    due_text: str | None = None
    due: datetime | None = None

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON; ``due`` in ISO 8601 with its offset."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "due_text": self.due_text,
            "due": self.due.isoformat() if self.due else None,
        }
