"""Reads about mail."""

from __future__ import annotations


def banners() -> list[str]:
    """What every page must say: mail that does not come or go."""
    return []
