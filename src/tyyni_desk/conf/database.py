"""Which database the desk stands on: SQLite in the data folder, or PostgreSQL by its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# Writers wait for each other instead of failing: a transaction takes the lock when it begins, not halfway.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
}


def settings(url: str, data: Path) -> dict[str, Any]:
    """Django's settings for ``url`` (``postgresql://user:password@host:port/name``), or for SQLite when it is empty."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "tyyni.sqlite3",
            "OPTIONS": _SQLITE,
            # Django's own choice, a database in memory, fails at once where a file makes writers wait.
            "TEST": {"NAME": data / "test.sqlite3"},
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(f"TYYNI_DATABASE_URL must begin with postgresql://, not {parts.scheme}://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        # Opening a connection for every job costs more than the job.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
