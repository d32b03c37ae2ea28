"""The sentences of a pack in one register, chosen by the message so that two customers do not get the same text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from tyyni.lexicon.rules import Language, pack_file

# In a sentence "[a|b]" stands for the form of each register, in this order; English has one "you".
REGISTERS: dict[Language, tuple[str, ...]] = {
    "fi": ("te", "sinä"),
    "pl": ("pan", "pani", "państwo", "ty"),
    "en": ("you",),
}
_FORMS = re.compile(r"\[([^\[\]]*)\]")
_BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks to whom: language and register; ``seed`` picks among wordings, ``known`` fills their blanks."""

    language: Language
    register: str
    seed: str
    known: Mapping[str, str]
    spoken: bool = False  # the customer rang or came by, and wrote nothing

    @property
    def pack(self) -> dict[str, Any]:
        """The pack of the language."""
        return pack_file(self.language, "drafts")

    def say(self, family: str) -> str:
        """One wording of a family whose blanks are all known; empty when there is none."""
        return self.one_of(self.pack["say"][family], family)

    def one_of(self, wordings: Sequence[str], name: str, **more: str) -> str:
        """One of the wordings that can be filled; those with most blanks say most, so they go first."""
        known = {**self.known, **more}
        ready = [wording for wording in wordings if known.keys() >= set(_BLANK.findall(wording))]
        if self.spoken:
            ready = [
                wording for wording in ready if not re.search(self.pack["written"], wording, re.IGNORECASE)
            ] or ready
        if not ready:
            return ""
        most = max(len(_BLANK.findall(wording)) for wording in ready)
        best = [wording for wording in ready if len(_BLANK.findall(wording)) == most]
        chosen = self.formed(best[crc32(f"{name}\n{self.seed}".encode("utf-8", "replace")) % len(best)])
        return _BLANK.sub(lambda blank: known[blank[1]], chosen)

    def formed(self, wording: str) -> str:
        """The wording in this register."""
        number = REGISTERS[self.language].index(self.register)
        return _FORMS.sub(lambda forms: forms[1].split("|")[number], wording)

    def listed(self, items: Sequence[str]) -> str:
        """ "a, b and c"."""
        return f"{', '.join(items[:-1])} {self.pack['and']} {items[-1]}" if len(items) > 1 else "".join(items)

    def by_when(self, when: str) -> str:
        """A time as given, so that it can end a sentence: "viimeistään perjantaina", "by Friday"."""
        words = self.pack["when"]
        first, _, rest = when.partition(" ")
        when = f"{words['forms'].get(first.lower(), first)} {rest}".strip()
        return when if re.search(words["ready"], when, re.IGNORECASE) else f"{words['by']} {when}"
