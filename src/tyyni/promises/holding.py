"""Tells a holding reply ("we are looking into it") from an answer, which takes a position on the claim."""

from __future__ import annotations

from tyyni.lexicon.matcher import matcher
from tyyni.lexicon.rules import Language
from tyyni.text.value import Text


def is_holding_reply(reply: str, language: Language) -> bool:
    """It says that the matter is open and says neither yes, nor no, nor what the customer gets.

    Such a reply stops no statutory clock: PL art. 7a wants a position within its 14 days (law page §2, note b).
    """
    signals = _signals(reply, language)
    return "promise.holding" in signals and "promise.position" not in signals


def takes_position(reply: str, language: Language) -> bool:
    """It says yes, no or what the customer gets. A reply may do neither this nor hold: a question back."""
    return "promise.position" in _signals(reply, language)


def _signals(reply: str, language: Language) -> set[str]:
    return {finding.signal for finding in matcher(language, ("promise",)).find(Text(reply))}
