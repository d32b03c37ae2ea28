"""The signs in a text that somebody may be hurt, and the words in an answer that have no place then."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tyyni_desk.care.safety.models import Incident

Kind = Incident.Kind
_READ = ((Kind.VIOLENCE, "violence"), (Kind.SELF_HARM, "self_harm"))


def signs(text: str, labels: Mapping[str, Any]) -> Iterator[tuple[Kind, str]]:
    """Each kind of danger of which the reading is sure, or which the text tells of, with the words."""
    for kind, threat in _READ:
        if threat in labels["threats"] and f"threat.{threat}" not in labels["unsure"]:
            yield kind, _evidence(labels, f"threat.{threat}")
    injury = found("injury", text, labels["language"])
    if injury:
        yield Kind.INJURY, injury


def found(what: str, text: str, language: str) -> str:
    """The first words of ``what`` ("injury" or "offer") in a text; of an unknown language, by every language's."""
    patterns = _patterns(what)
    for code in [language] if language in patterns else patterns:
        match = patterns[code].search(text)
        if match:
            return match[0]
    return ""


def _evidence(labels: Mapping[str, Any], signal: str) -> str:
    words = [row["text"] for row in labels["evidence"] if row["signal"] == signal]
    return " … ".join(dict.fromkeys(words[:3]))


@cache
def _patterns(what: str) -> dict[str, re.Pattern[str]]:
    wording = tomllib.loads((Path(__file__).parent / "wording.toml").read_text("utf-8"))
    return {code: re.compile("|".join(by[what]), re.IGNORECASE) for code, by in wording.items()}
