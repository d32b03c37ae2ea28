"""The normal form that rules and models see: lower case, one byte a character, every offset kept.

A letter with a diacritic that matters in Finnish or Polish becomes an ASCII capital (free, since the
text is lower case), so that ``\\w`` and ``\\b`` of a byte-level matcher are right in all three languages.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LETTERS: Final = {
    "ä": "A",
    "ö": "O",
    "å": "W",
    "ą": "Q",
    "ć": "C",
    "ę": "E",
    "ł": "L",
    "ń": "N",
    "ó": "U",
    "ś": "S",
    "ź": "X",
    "ż": "Z",
}
PLAIN: Final = dict(zip("AOWQCELNUSXZ", "aoaacelnoszz", strict=True))
FOREIGN_LETTER: Final = "Y"
SYMBOL: Final = "\x7f"

# Emoji fold to one byte per meaning, so that a rule names any of them and finds them all.
_PICTURES = {
    "\x80": "😠😡🤬👿💢😤🤯",
    "\x81": "🖕",
    "\x82": "😂🤣😹😆",
    "\x83": "😊😀😃😄😁🙂😍🥰❤💕💖👍👏🎉🙏😘🥳💐🌸😇",
    "\x84": "😢😭😞😔☹🙁😥😿💔",
    "\x85": "💩",
    "\x86": "💀☠🔪🔫🪓",
    "\x87": "🙄😒🤡🤦",
    "\x8e": "€",
    "\x8f": "£",
}
_PUNCTUATION = {
    '"': "“”„‟«»″",
    "'": "‘’‚‛′´`",
    "-": "‐‑‒–—―−",
    ".": "…",
    "!": "¡‼",
    "?": "¿",
    ",": "‚",
}
# Cyrillic and Greek letters that pass for Latin ones, as used to slip past filters.
_LOOKALIKES = dict(zip("асеорхуіјѕԁһкмтвнαοερτικνυ", "aceopxyijsdhkmtbhaoeptikvu", strict=True))
_INVISIBLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


class _Table(dict[int, str]):
    """Fills itself as characters are met; ``str.translate`` does the rest in C."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isprintable() or character == "\n" else " "
    lower = character.lower()
    if lower in LETTERS:
        return LETTERS[lower]
    if lower in _LOOKALIKES:
        return _LOOKALIKES[lower]
    base = unicodedata.normalize("NFKD", lower)[0]
    if base.isascii() and base.isprintable():
        return base
    if character.isspace():
        return " "
    return FOREIGN_LETTER if character.isalnum() else SYMBOL


_TABLE = _Table()
for _folded, _characters in (_PICTURES | _PUNCTUATION).items():
    _TABLE.update({ord(character): _folded for character in _characters})


def fold(original: str) -> tuple[bytes, list[int] | None]:
    """Return the normal form and, where it is shorter than ``original``, the offset of each byte.

    Offsets are None when byte *i* stands for character *i*, which is nearly always.
    """
    if original.isascii():
        return original.translate(_TABLE).encode("ascii"), None
    if not _INVISIBLE.search(original):
        return original.translate(_TABLE).encode("latin-1"), None
    return _fold_without_invisible(original)


def _fold_without_invisible(original: str) -> tuple[bytes, list[int]]:
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(original):
        if not _INVISIBLE.match(character):
            characters.append(character)
            offsets.append(offset)
        elif characters and unicodedata.combining(character):
            joined = unicodedata.normalize("NFC", characters[-1] + character)
            characters[-1] = joined if len(joined) == 1 else characters[-1]
    offsets.append(len(original))
    return "".join(characters).translate(_TABLE).encode("latin-1"), offsets


def without_diacritics(folded: bytes) -> bytes:
    """Turn the capitals of the normal form into plain letters: "mikA" and "mika" become one."""
    return folded.translate(_PLAIN_BYTES)


_PLAIN_BYTES = bytes.maketrans("".join(PLAIN).encode(), "".join(PLAIN.values()).encode())
