"""Whether an agent's topic is what a customer writes about: by what was read, or by the words, however inflected."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from tyyni_desk.lib import terms


def is_about(topic: str, *, about: frozenset[str], words: frozenset[str]) -> bool:
    """``about``: the requests and the kind that were read; ``words``: every form of the customer's words."""
    parts = [set(terms.forms(word)) for word in terms.words(topic)]
    if any(names & about for part in parts for form, names in named().items() if form in part):
        return True
    return bool(parts) and all(part & words for part in parts)


@cache
def named() -> dict[str, frozenset[str]]:
    """The requests and kinds behind each form of the words that name them. The first call takes seconds."""
    found: dict[str, set[str]] = {}
    for name, called in tomllib.loads((Path(__file__).parent / "topics.toml").read_text("utf-8")).items():
        for word in called:
            for form in terms.forms(word):
                found.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}
