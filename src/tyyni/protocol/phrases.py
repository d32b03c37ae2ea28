"""What an agent may say at a step, in the customer's language and register, with nothing left to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain, zip_longest

from tyyni.lexicon.rules import Language, pack_file

REGISTERS = ("neutral", "formal", "familiar")
MOST = 3
_BLANK = re.compile(r"\{(\w+)\}")
_REGISTER = {"te": "formal", "pan_pani": "formal", "sinä": "familiar", "ty": "familiar"}


def families(language: Language) -> frozenset[str]:
    """The families of phrases that the language's pack has."""
    return frozenset(pack_file(language, "phrases"))


def register_of(addresses: Iterable[str]) -> str:
    """The register of the last form of address that the customer used; neutral when there was none."""
    known = [_REGISTER[address] for address in addresses if address in _REGISTER]
    return known[-1] if known else "neutral"


def ready(
    language: Language, register: str, wanted: Iterable[str], known: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Every phrase of the wanted families whose blanks are known: first one of each family, then the next of each.

    Within a family those of the register come before the neutral ones.
    """
    pack = pack_file(language, "phrases")
    by_family = [_filled(pack[family], register, known or {}) for family in wanted]
    return tuple(phrase for phrase in chain(*zip_longest(*by_family)) if phrase is not None)


def _filled(family: Mapping[str, list[str]], register: str, known: Mapping[str, str]) -> list[str]:
    phrases = [*family.get(register, ()), *family.get("neutral", ())] if register != "neutral" else family["neutral"]
    return [
        _BLANK.sub(lambda blank: known[blank[1]], phrase)
        for phrase in phrases
        if known.keys() >= set(_BLANK.findall(phrase))
    ]


def to_say(
    language: Language, register: str, wanted: Iterable[str], *, known: Mapping[str, str], said: str
) -> tuple[str, ...]:
    """Two or three phrases to offer; none that stands in ``said``, while others are left."""
    offered = ready(language, register, wanted, known)
    new = tuple(phrase for phrase in offered if phrase not in said)
    return (new if len(new) > 1 else offered)[:MOST]
