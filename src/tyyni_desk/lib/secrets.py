"""Encryption of passwords that the desk must be able to use again, under the desk's own key."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet
from django.conf import settings


def encrypt(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text; raises cryptography's InvalidToken when it was encrypted under another key."""
    return _fernet().decrypt(token.encode()).decode()


def sign(text: str, *, purpose: str) -> str:
    """16 hexadecimal digits that only this desk can make for ``text``."""
    key = f"{purpose}:{settings.SECRET_KEY}".encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:16]


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"secrets:{settings.SECRET_KEY}".encode()).digest()))
