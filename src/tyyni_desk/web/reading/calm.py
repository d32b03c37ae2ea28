"""A severely abusive message without the abuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def calm_words(reading: Mapping[str, Any]) -> str:
    """What it says, its facts kept; empty for every other message.

    Danger is never softened: whoever may be hurt is read in their own words.
    """
    if reading["abuse"] != "severe" or {"violence", "self_harm"} & set(reading["threats"]):
        return ""
    return str(reading["restated"])
