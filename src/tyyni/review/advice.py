"""What is said of a fault or a hint: why it hurts and what to write instead, as data in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tyyni.lexicon.rules import Language, pack_file
from tyyni.reading.style import style_of
from tyyni.text.value import Text

_LEAVE_OUT = {"leave out", "delete", "pomiń", "usuń", "jätä pois", "poista"}
_REGISTER = {"te": "formal", "pan_pani": "formal", "sinä": "familiar", "ty": "familiar"}


@dataclass(frozen=True, slots=True)
class Advice:
    """``fixes`` by register: formal, familiar and, where both can say it, neutral."""

    why: str
    severity: int
    fixes: dict[str, str]
    language: Language

    def fix(self, reply: str) -> str | None:
        """The wording that goes with how the reply speaks to the customer."""
        register = _REGISTER.get(style_of(Text(reply), self.language).address, "formal")
        return self.fixes.get(register) or self.fixes.get("neutral") or next(iter(self.fixes.values()), None)


@cache
def advice(language: Language, code: str) -> Advice:
    """The advice of a code; raises KeyError for a code that the pack does not know."""
    table = pack_file(language, "advice")[code]
    fixes = {name: table[name] for name in ("neutral", "formal", "familiar") if name in table}
    return Advice(table["why"], table.get("severity", 1), fixes, language)


def wording(fix: str | None) -> str | None:
    """The words of a pack's fix: "" where the phrase is best left out, None where it is only a remark."""
    if fix is None or not fix.startswith("("):
        return fix
    remark, _, words = fix.partition(")")
    return words.strip() or ("" if remark[1:] in _LEAVE_OUT else None)


def fitted(fix: str | None, replaced: str) -> str | None:
    """A wording with the capital letter and the full stop of the words whose place it takes."""
    if not fix:
        return fix
    ends = replaced.rstrip()[-1:]
    if replaced[:1].isupper():
        fix = fix[0].upper() + fix[1:]
    elif replaced[:1].islower() and fix[1:2].islower():
        fix = fix[0].lower() + fix[1:]
    return f"{fix}." if ends in ".!?" and fix[-1] not in ".?!…:" else fix
