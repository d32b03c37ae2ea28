"""Signatures as the Standard Webhooks specification has them, so that its libraries can check ours."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

_PREFIX = "whsec_"


def new_secret() -> str:
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def headers(delivery_id: int, *, at: int, body: str, keys: list[str]) -> dict[str, str]:
    """What lets the receiver know us, the moment, and a repetition; one signature for each secret that is good."""
    name = f"delivery_{delivery_id}"
    signed = f"{name}.{at}.{body}".encode()
    signatures = [f"v1,{_signature(signed, key)}" for key in keys]
    return {"webhook-id": name, "webhook-timestamp": str(at), "webhook-signature": " ".join(signatures)}


def _signature(signed: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
