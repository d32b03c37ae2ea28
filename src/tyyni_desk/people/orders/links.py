"""Links from the company's own order page: whoever holds the shared secret makes them, and they run out."""

from __future__ import annotations

import hashlib
import hmac
import time

_SHORTEST = 32


class BadLink(ValueError):
    """It was not made with the secret, or it was changed since."""


class Expired(ValueError):
    """It was good once."""


def signature(number: str, expires: int, email: str, *, secret: str) -> str:
    """The HMAC-SHA256 of number, moment and address, a line each, in hexadecimal digits."""
    text = f"{number}\n{expires}\n{email}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def check(number: str, *, expires: str, email: str, sig: str, secret: str) -> None:
    """Raises BadLink or Expired. Without a secret, or with one that could be guessed, no link is good."""
    if len(secret) < _SHORTEST or not expires.isascii() or not expires.isdigit() or len(expires) > 12:
        raise BadLink
    good = signature(number, int(expires), email, secret=secret)
    if not hmac.compare_digest(good.encode(), sig.encode()):
        raise BadLink
    if int(expires) < time.time():
        raise Expired
