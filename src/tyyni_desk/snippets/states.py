"""How far an order has come, in words; order_states.toml is the one place that says them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


def state_in_words(state: str, language: str) -> str:
    """One that nobody wrote down is said in the shop's own word."""
    return _states().get(state.lower(), {}).get(language, state)


@cache
def _states() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "order_states.toml").read_text("utf-8"))
