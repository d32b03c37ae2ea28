"""How to greet: by first name, by Pan or Pani with the vocative, or by nobody's name when it is not sure."""

from __future__ import annotations

import re
from functools import cache

from tyyni.lexicon.rules import Language, pack_file

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def gender(name: str | None, message: str) -> str | None:
    """For Polish: "pan" or "pani", by the name, else by how the customer writes of themselves ("zamówiłam")."""
    words = pack_file("pl", "drafts")["gender"]
    for part in _WORD.findall((name or "").lower()):
        if part in _vocatives()["pani"] or re.search(words["pani_surname"], part):
            return "pani"
        if part in _vocatives()["pan"] or re.search(words["pan_surname"], part):
            return "pan"
    own = {form for form in ("pan", "pani") if re.search(words[f"{form}_verb"], message, re.IGNORECASE)}
    return own.pop() if len(own) == 1 else None


def greeting(language: Language, register: str, name: str | None, *, stern: bool = False) -> str:
    """The line that opens the reply; ``stern`` keeps its distance."""
    words = pack_file(language, "drafts")["greeting"]
    names = [part[0].upper() + part[1:] for part in _WORD.findall(name or "")]
    if language == "pl":
        return _polish(words, register, names, stern)
    if not names:
        return str(words["nobody"])
    if register == "te" and len(names) > 1:
        return str(words["formal"]).format(name=" ".join(names))
    return str(words["first"]).format(name=names[0])


def _polish(words: dict[str, str], register: str, names: list[str], stern: bool) -> str:
    vocatives = _vocatives()["pan"] | _vocatives()["pani"]
    first = next((vocatives[name.lower()] for name in names[:1] if name.lower() in vocatives), None)
    if register == "ty":
        return words["ty"].format(name=first) if first else words["ty_nobody"]
    if register == "państwo" or (not first and not stern):
        return words["nobody"]
    if stern or not first:
        return words[f"stern_{register}"]
    return words[register].format(name=first)


@cache
def _vocatives() -> dict[str, dict[str, str]]:
    """By gender: a first name in lower case, and its vocative."""
    tables = pack_file("pl", "drafts")["names"]
    regular = {name.lower(): f"{name[:-1]}o" for name in tables["pani_regular"].split()}
    return {
        "pani": regular | {name.lower(): form for name, form in tables["pani"].items()},
        "pan": {name.lower(): form for name, form in tables["pan"].items()},
    }
