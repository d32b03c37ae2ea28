"""Encoded words of headers (RFC 2047), as real mail programs write them."""

from __future__ import annotations

import base64
import binascii
import quopri
import re

from tyyni.mail.charsets import decode

_WORD = r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?="
_ENCODED_WORD = re.compile(_WORD, re.IGNORECASE)
_ENCODED_WORDS = re.compile(rf"{_WORD}(?:\s*{_WORD})*", re.IGNORECASE)


def decode_header(value: str) -> str:
    """Decode a header's value; what cannot be decoded stays as it stands, on one line."""
    # The parser keeps undeclared 8-bit bytes as surrogates; they are bytes, so decode them as such.
    raw = value.encode("utf-8", "surrogateescape")
    text = decode(raw).text if not value.isascii() else value
    return " ".join(_ENCODED_WORDS.sub(_decode_words, text).split())


def _decode_words(words: re.Match[str]) -> str:
    """Join the bytes before decoding: many programs cut a letter in two between words."""
    joined: list[tuple[str, bytes]] = []
    for word in _ENCODED_WORD.finditer(words[0]):
        charset, raw = _bytes(word)
        if joined and joined[-1][0] == charset:
            joined[-1] = charset, joined[-1][1] + raw
        else:
            joined.append((charset, raw))
    return "".join(decode(raw, charset).text for charset, raw in joined)


def _bytes(word: re.Match[str]) -> tuple[str, bytes]:
    charset, encoding, body = word.groups()
    try:
        if encoding in "bB":
            return charset.lower(), base64.b64decode(body.encode("ascii") + b"=" * (-len(body) % 4))
        return charset.lower(), quopri.decodestring(body.replace("_", " ").encode("ascii"), header=False)
    except (binascii.Error, UnicodeError):
        return "utf-8", word[0].encode("utf-8", "replace")
