"""How far a reply is from the customer's style, and whether it adds heat (rows S4.2, S2.6; science.md 2.7, 2.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import re2

from tyyni.review.hints.case import Case
from tyyni.review.result import Hint
from tyyni.text.value import Text

# How a text speaks to one reader. In normal form: "A" is ä, "Q" ą, "E" ę, "S" ś, "L" ł, "N" ń, "U" ó, "Z" ż.
_FORMS = {
    "fi": {
        "formal": rb"\b(?:te|teid[aA]n|teille|teilt[aA]|teill[aA]|teit[aA]|teihin|olette|voitte|saatte|haluatte"
        rb"|voisitte\w*|\w+(?:ksenne|st[aA]nne|ss[aA]nne|ll[aA]nne|lt[aA]nne|llenne)|(?:viesti|tili|raha|numero|asia|kanssa)nne)\b",
        "familiar": rb"\b(?:sin[aA]|sinun|sinulle|sinulta|sinulla|sinua|sinuun|olet|voit|saat|haluat|voisit\w{0,2}"
        rb"|\w+(?:ksesi|st[aA]si|ss[aA]si|ll[aA]si|lt[aA]si|llesi)|(?:viesti|tili|raha|numero|asia|kanssa)si)\b",
    },
    "pl": {
        "formal": rb"\b(?:pan|pani|pana|panu|panem|pani[QaA]|panie|pa[nN]stw(?:o|a|u|em)|szanown[yai])\b",
        "familiar": rb"\b(?:ciebie|ci[eE]|tobie|tob[aQ]|tw[oU]j\w*|twoj\w*|twoi\w*|jeste[sS]|mo[zZ]esz|masz|wiesz"
        rb"|chcesz|zr[oU]b|napisz|\w{3,}L[ea]S|\w{3,}l[ea]s)\b",
    },
}
_PATTERNS = {
    language: {form: re2.compile(pattern) for form, pattern in forms.items()} for language, forms in _FORMS.items()
}
# "Te" may mean the whole company; only these are said to one person out of courtesy.
_COURTEOUS = re.compile(
    r"(?<=[\wäö,] )(?:Te|Teidän|Teille|Teiltä|Teitä)\b|\b(?:[Vv]ois|[Oo]lis|[Kk]ertois)itteko\b|Arvoisa"
)
_FEWEST_FORMS = 2
_MOST_CAPITALS, _FEWEST_LETTERS = 0.5, 20
_SHOUTED = re.compile(r"\b[A-ZÄÖÅĄĆĘŁŃÓŚŹŻ]{2,}(?:[ ]+[A-ZÄÖÅĄĆĘŁŃÓŚŹŻ]{2,})+\b|\b[A-ZÄÖÅĄĆĘŁŃÓŚŹŻ]{6,}\b")
_GREETING_WORDS = 5
# A short question wants no letter, and a long letter that gets a line for an answer feels unread.
_LONG, _TIMES_LONGER = {"chat": 70}, 8
_LONG_ELSEWHERE = 140
_SHORT, _AT_LENGTH = 10, 150


def register(case: Case) -> Iterator[Hint]:
    """The first way in which the reply is far from how the customer writes."""
    for cause in (_address(case), _capitals(case), _length(case)):
        if cause:
            yield case.hint("H_REGISTER", cause=cause)
            return


def _address(case: Case) -> str | None:
    """The form of the reply, where it is surely not the customer's."""
    theirs, own = _customer_form(case), _form_of(case.draft.text, case.draft.language, fewest=_FEWEST_FORMS)
    return own if theirs and own and theirs != own else None


def _customer_form(case: Case) -> str | None:
    if case.message is None:
        return None
    form = _form_of(case.message, case.draft.language, fewest=1)
    if case.draft.language == "fi" and form == "formal" and not _COURTEOUS.search(case.message):
        return None
    return form


def _form_of(text: str, language: str, *, fewest: int) -> str | None:
    """How a text speaks to its reader; None where it mixes the forms or the language has one "you"."""
    folded = Text(text).folded
    counts = {form: sum(1 for _ in pattern.finditer(folded)) for form, pattern in _PATTERNS.get(language, {}).items()}
    used = [form for form, count in counts.items() if count]
    return used[0] if len(used) == 1 and counts[used[0]] >= fewest else None


def _capitals(case: Case) -> str | None:
    letters = [character for character in case.draft.text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return "capitals" if len(letters) >= _FEWEST_LETTERS and capitals > _MOST_CAPITALS * len(letters) else None


def _length(case: Case) -> str | None:
    words = case.reading.style.words if case.reading else 0
    if not words:
        return None
    if case.words > max(_LONG.get(case.draft.channel, _LONG_ELSEWHERE), _TIMES_LONGER * words):
        return "longer"
    return "shorter" if words >= _AT_LENGTH and case.words < _SHORT else None


def exclaim(case: Case) -> Iterator[Hint]:
    """The first exclamation mark or shout to a customer who is angry; a greeting may have its mark."""
    if not case.is_heated:
        return
    for number, (line, (start, _)) in enumerate(zip(case.draft.lines, case.draft.spans, strict=True)):
        text = line.text.original
        is_greeting = number == 0 and len(line.text.words) <= _GREETING_WORDS and text.count("!") == 1
        mark = None if is_greeting else re.search(r"!+", text)
        if loud := mark or _shout(text, case.message or ""):
            fix = "." if mark else loud[0].lower()
            yield case.hint("H_EXCLAIM", (start + loud.start(), start + loud.end()), fix=fix)
            return


def _shout(text: str, message: str) -> re.Match[str] | None:
    """Words in capitals that the customer did not write so (a brand would be)."""
    return next((found for found in _SHOUTED.finditer(text) if found[0] not in message), None)
