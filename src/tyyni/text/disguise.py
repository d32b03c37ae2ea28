"""Words in disguise: stretched, leetspeak, spaced out or censored, brought back to plain letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Plain character runs only: nothing here can backtrack over a hostile text.
_RUN = re.compile(rb"(?<![A-Za-z0-9])[A-Za-z](?:[ .-][A-Za-z]){3,15}(?![A-Za-z0-9])|[A-Za-z0-9@$!|*#]+")
_SIGN_INSIDE = re.compile(rb"[A-Za-z][0-9@$!|*#]+[A-Za-z]|^[0-9@$*#]+[A-Za-z]|[A-Za-z]\*")
_STRETCHED = re.compile(rb"([A-Za-z])\1\1")
_REPEATS = re.compile(rb"([A-Za-z])\1{2,}")
_MASK = re.compile(rb"[*#@$!]+")
_LEET = bytes.maketrans(b"01345789@$!|", b"oieastbgasil")
_LONGEST = 40

Undisguised = tuple[bytes, list[int]]


def undisguise(folded: bytes, swearwords: Iterable[bytes]) -> Undisguised | None:
    """Return the text with disguised words spelt out, and the offset of each byte; None if there are none.

    ``swearwords`` are the words that a censored one ("k***a") may stand for, in normal form.
    """
    pieces: list[bytes] = []
    offsets: list[int] = []
    done = 0
    for match in _RUN.finditer(folded):
        start, end = match.span()
        plain = _plain(match[0], swearwords) if _is_suspect(match[0]) else None
        if plain is None or plain == match[0]:
            continue
        pieces += [folded[done:start], plain]
        offsets += range(done, start)
        offsets += [start + i * (end - start) // len(plain) for i in range(len(plain))]
        done = end
    if not pieces:
        return None
    offsets += range(done, len(folded) + 1)
    return b"".join([*pieces, folded[done:]]), offsets


def _is_suspect(run: bytes) -> bool:
    if not 3 < len(run) <= _LONGEST or run.isdigit():
        return False
    if run.isalpha():
        return bool(_STRETCHED.search(run))
    return b" " in run or b"." in run or b"-" in run or bool(_SIGN_INSIDE.search(run))


def _plain(word: bytes, swearwords: Iterable[bytes]) -> bytes | None:
    if _MASK.search(word) and (guess := _uncensored(word, swearwords)):
        return guess
    letters = re.sub(rb"[ .-]", b"", word) if re.match(rb"[A-Za-z][ .-][A-Za-z][ .-]", word) else word
    if re.search(rb"[0-9@$!|]", letters):
        letters = letters.translate(_LEET) if _reads_as_leet(letters) else letters
    return _REPEATS.sub(_shortest, letters)


def _reads_as_leet(word: bytes) -> bool:
    # "10233a" or "1d" is a number with a letter; "1d10tti" is a word with digits.
    digits = sum(byte in b"0123456789" for byte in word)
    return len(word) >= 4 and 2 * digits <= len(word) and not re.match(rb"[a-z]?\d+[a-z]?$", word)


def _shortest(match: re.Match[bytes]) -> bytes:
    # Finnish doubles many vowels ("vittuuu", "hyväääää"): the single letter is the commoner truth at the end.
    return match[1]


def _uncensored(word: bytes, swearwords: Iterable[bytes]) -> bytes | None:
    exact = re.compile(_MASK.sub(lambda run: b"[A-Za-z]{%d}" % len(run[0]), word) + b"$")
    loose = re.compile(_MASK.sub(rb"[A-Za-z]{1,6}", word) + b"$")
    for pattern in (exact, loose):
        for swearword in swearwords:
            if pattern.match(swearword):
                return swearword
    return None
