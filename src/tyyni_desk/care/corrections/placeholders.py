"""Personal data of a message replaced, so that it can leave. What may be a name goes too: better too much."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UPPER, _LOWER = "A-ZÅÄÖĄĆĘŁŃÓŚŹŻÜÉ", "a-zåäöąćęłńóśźżüé"
_WORD = rf"[{_UPPER}][{_LOWER}]+"
_STREET = (
    rf"(?:{_WORD}(?:katu|kadun|kadulla|tie|tien|tiellä|kuja|kujan|polku|polun|tori|rinne|kaari|väylä)"
    rf"|(?:ul|al|os|pl)\.? {_WORD}(?: {_WORD})?"
    rf")(?: \d+[{_LOWER}{_UPPER}]?(?:[ /]?[A-Za-z]? ?\d*)?)?"
    rf"|\d+[a-z]? {_WORD}(?: {_WORD})? (?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Way)\b"
)
# In this order: an address holds digits, a telephone number too.
_PATTERNS = {
    "email": re.compile(r"[^\s<>@\"']{1,64}@[^\s<>@\"']{1,190}"),
    "link": re.compile(r"(?:https?://|www\.)[^\s<>\"']+"),
    "address": re.compile(_STREET),
    "account": re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b"),
    "postcode": re.compile(rf"\b(?:\d{{2}}-\d{{3}}|\d{{5}})(?= {_WORD})|\b[A-Z]{{1,2}}\d[A-Z\d]? \d[A-Z]{{2}}\b"),
    "phone": re.compile(r"(?:\+|\b00)\d[\d ()-]{6,16}\d|\b0\d[\d -]{5,12}\d\b"),
    "number": re.compile(r"\b[A-Z]{0,4}[-/]?\d{4,}(?:[-/]\d+)*\b"),
    "name": re.compile(rf"\b{_WORD}(?:-{_WORD})?(?: {_WORD}(?:-{_WORD})?)+"),
}
_SHORTEST = 3


def without_persons(text: str, *, names: Iterable[str], numbers: Iterable[str] = ()) -> str:
    """The text with ``[name]``, ``[email]``, ``[address]``, ``[phone]`` and ``[number]`` in it.

    ``names`` and ``numbers`` are those that are known, and are found in other cases too ("Matti" in "Matin").
    """
    for number in sorted(filter(None, numbers), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(number)}(?!\w)", "[number]", text)
    for kind, pattern in _PATTERNS.items():
        text = pattern.sub(f"[{kind}]", text)
    for part in sorted({part for name in names for part in re.findall(r"\w+", name)}, key=len, reverse=True):
        text = _without(text, part)
    return text


def _without(text: str, name: str) -> str:
    """Without a name, in small letters too, and without its inflected forms, which begin alike."""
    if len(name) < _SHORTEST:
        return text
    stem = name[: max(_SHORTEST, len(name) - 2)]
    text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[name]", text, flags=re.IGNORECASE)
    return re.sub(rf"(?<!\w){re.escape(stem[0].upper() + stem[1:])}\w*", "[name]", text)
