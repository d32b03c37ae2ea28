"""Bytes to text without losing a letter: what is declared, then what the bytes themselves say.

Strict at every step, because decoders that "help" drop letters silently. Many Finnish and Polish mails
name the wrong charset; a wrong letter is worse for the reader than a slow decoder.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_NORDIC = "äöåÄÖÅéü€–”’"
# Names seen in the wild that Python does not know.
_ALIASES = {
    "unicode-1-1-utf-7": "utf-7",
    "cp-850": "cp850",
    "x-unknown": "",
    "unknown-8bit": "",
    "default": "",
    "ansi": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-ce": "mac_latin2",
}
# Bytes that only Windows puts into "ISO" mail: curly quotes, dashes, the euro sign.
_WINDOWS_TWIN = {"iso8859-1": "cp1252", "iso8859-2": "cp1250"}
# One byte a letter: any bytes fit them, so UTF-8 under such a name goes unnoticed ("VÃ¤Ã¤rÃ¤").
_ONE_BYTE = ("iso8859", "cp125")
# Python's own codecs, which no mail program writes: slow by the square of the length, or escapes.
_NOT_FOR_MAIL = ("punycode", "idna", "unicode-escape", "raw-unicode-escape")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the charset that gave it, and whether it is to be trusted."""

    text: str
    charset: str
    certain: bool


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode ``raw``; never raises. ``certain`` is False when the declared charset did not hold."""
    for charset in _declared(raw, declared):
        if (text := _strict(raw, charset)) is not None:
            return _rather_utf8(raw, Decoded(text, charset, certain=True))
    if (text := _strict(raw, "utf-8")) is not None:
        return Decoded(text, "utf-8", certain=declared is None)
    return max(
        (_lossy(raw, charset) for charset in ("cp1252", "cp1250", "iso8859-2")),
        key=lambda decoded: _plausibility(decoded.text),
    )


def _declared(raw: bytes, declared: str | None) -> list[str]:
    name = (declared or "").strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        charset = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        charset = ""
    if charset in ("", "ascii", *_NOT_FOR_MAIL):
        return ["ascii"]
    if charset in _WINDOWS_TWIN and any(0x80 <= byte <= 0x9F for byte in raw):
        return [_WINDOWS_TWIN[charset], charset]
    return [charset]


def _strict(raw: bytes, charset: str) -> str | None:
    try:
        text = raw.decode(charset).removeprefix("\ufeff")
        text.encode("utf-8")  # UTF-7 can spell half a surrogate pair, which nothing can write out again
        return text
    except (UnicodeError, LookupError, ValueError):
        # ValueError covers codecs such as "hex" or "idna" that a hostile header may name.
        return None


def _rather_utf8(raw: bytes, decoded: Decoded) -> Decoded:
    if raw.isascii() or not decoded.charset.startswith(_ONE_BYTE):
        return decoded
    text = _strict(raw, "utf-8")
    if text is None or _plausibility(text) <= _plausibility(decoded.text):
        return decoded
    return Decoded(text, "utf-8", certain=False)


def _lossy(raw: bytes, charset: str) -> Decoded:
    return Decoded(raw.decode(charset, errors="replace"), charset, certain=False)


def _plausibility(text: str) -> float:
    """How much the letters look like Polish or Nordic text: letters that fit, less those that cannot."""
    odd = sum(1 for character in text if not character.isascii())
    polish = sum(1 for character in text if character in _POLISH)
    nordic = sum(1 for character in text if character in _NORDIC)
    broken = text.count("\ufffd") + sum(1 for character in text if "\x80" <= character <= "\x9f")
    return max(polish, nordic) - 0.5 * (odd - max(polish, nordic)) - 3 * broken
