"""A drafted reply. Field names are the project's contract (docs/contract.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tyyni.review.result import Review


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be read over and sent by a person; ``missing`` are the facts that would make it better."""

    draft: str
    step: str
    missing: tuple[str, ...]
    review: Review

    def as_dict(self) -> dict[str, Any]:
        """Plain lists and strings, ready for JSON."""
        return {
            "draft": self.draft,
            "step": self.step,
            "missing": list(self.missing),
            "review": self.review.as_dict(),
        }
