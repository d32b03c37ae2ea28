"""Subjects without what programs and this desk put in front and behind."""

from __future__ import annotations

import re

_PREFIX = re.compile(r"^\s*(?:(?:re|vs|sv|aw|odp|fw|fwd|vl|pd|wg)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)+", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\[#\d+\]")


def matter(subject: str) -> str:
    """What it is about: no "Re:", "VS:", "Odp:", and no number of ours."""
    return " ".join(_PREFIX.sub("", _NUMBER.sub("", subject)).split())


def answer_to(subject: str, number: int, *, is_first: bool) -> str:
    """The subject of a mail from us; its number helps where a server replaced our Message-ID."""
    text = matter(subject)
    return f"{'' if is_first else 'Re: '}{text} [#{number}]".strip()
