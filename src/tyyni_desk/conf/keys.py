"""Secrets: the desk's own key, kept in the data folder, and what a company's single sign-on needs."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def kept(path: Path) -> str:
    """The key in the file ``path``, made on the first start and readable by the owner alone."""
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text("ascii").strip()


def single_sign_on(environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """The company's OpenID Connect provider, if TYYNI_OIDC_URL, _CLIENT and _SECRET are set."""
    url = environment.get("TYYNI_OIDC_URL")
    if not url:
        return []
    return [
        {
            "provider_id": "company",
            "name": environment.get("TYYNI_OIDC_NAME", "Company account"),
            "client_id": environment["TYYNI_OIDC_CLIENT"],
            "secret": environment["TYYNI_OIDC_SECRET"],
            "settings": {"server_url": url},
        }
    ]
