"""Personal data is replaced before a text leaves, and put back after.

Hides too much rather than too little: what is known of the customer, every address of mail or web, every number of
four digits and more, every code with digits in it, and every word with a capital that does not begin a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLACE = r"\[[A-Z]+\d+\]"
_BIG, _SMALL = "[A-ZÅÄÖĄĆĘŁŃÓŚŹŻŠŽ]", "[a-zåäöąćęłńóśźżšž]"
_NAME = rf"{_BIG}[^\W\d_]*{_SMALL}[^\W\d_]*(?:[-'’][^\W\d_]+)*"  # words in capitals only are shouted
_STREETS = (
    rf"\b(?:ul|al|os|pl)\.\s{_BIG}[\w ]{{1,30}}?\s\d+\w?(?:/\d+)?(?:\s?m\.?\s?\d+)?",
    r"\b\w+(?:katu|tie|kuja|polku|kaari)\s\d+(?:\s?[A-Z]\b(?:\s?\d+)?)?",
    rf"\b\d{{1,4}}[A-Z]?\s(?:{_BIG}\w+\s){{1,2}}(?:Street|Road|Lane|Avenue|Drive|Close|St|Rd|Ave)\b",
)
_NUMBERS = (
    r"(?<!\w)\+?\d(?:[ -]?\d){3,}(?:-?\w+)*",
    r"\b\d+[-/]\d[\w/-]*",
    r"\b[^\W\d_]{1,6}[-/]\d[\w/-]*",
    r"\b(?=\w*\d)(?=\w*[^\W\d])\w+(?:[-/]\w+)*",
)
_NAMES = (
    rf"(?<=[\w,;:\]\)] )(?!I\b){_NAME}",  # in the middle of a sentence
    rf"\b{_NAME}(?= {_BIG}{_SMALL})",  # two in a row
    rf"^[ \t]*{_NAME}(?=[ \t]*$)",  # alone on a line, as in a signature
)
_KINDS = {
    "TEXT": (_PLACE,),  # a customer who writes such brackets gets them back
    "MAIL": (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",),
    "LINK": (r"(?i:\b(?:https?://|www\.)\S+)",),
    "STREET": _STREETS,
    "KNOWN": (),
    "NUMBER": _NUMBERS,
    "NAME": _NAMES,
}
_SHORTEST = 2
_CHANGING = 2  # letters at the end of a name that its cases change: Korhonen, Korhosen; Anna, Anno


class Lost(ValueError):
    """The text that came back names a placeholder that never was, or lacks one that it must have."""


class Placeholders:
    """What was hidden in one exchange. The same words get the same placeholder."""

    def __init__(self, known: Iterable[str]) -> None:
        self._places: dict[str, str] = {}  # by the words
        values = sorted({value.strip() for value in known if len(value.strip()) >= _SHORTEST}, key=len, reverse=True)
        kinds = {**_KINDS, "KNOWN": tuple(map(_any_case, values))}
        self._pattern = re.compile(
            "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items() if patterns), re.MULTILINE
        )

    def hide(self, text: str) -> str:
        return self._pattern.sub(self._place, text)

    def put_back(self, text: str, *, needed: Iterable[str] = ()) -> str:
        """The text with its words again; raises Lost."""
        words = {place: hidden for hidden, place in self._places.items()}
        found = set(re.findall(_PLACE, text))
        if found - words.keys() or {self._places.get(word) for word in needed} - found:
            raise Lost
        return re.sub(_PLACE, lambda match: words[match[0]], text)

    def _place(self, match: re.Match[str]) -> str:
        words = match[0].strip()
        kind = "NAME" if match.lastgroup == "KNOWN" else match.lastgroup
        place = self._places.setdefault(words, f"[{kind}{len(self._places) + 1}]")
        return match[0].replace(words, place)


def _any_case(value: str) -> str:
    """A known value, also with another ending where it is a word."""
    if not re.fullmatch(r"[^\W\d_]+", value):
        return f"(?i:{re.escape(value)})"
    stem = value[: max(_SHORTEST + 1, len(value) - _CHANGING)]
    return rf"(?i:\b{re.escape(stem)}[^\W\d_]{{0,8}}\b)"
