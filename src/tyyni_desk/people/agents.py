"""stub until merge"""

from __future__ import annotations


def first_admin_link() -> str | None:
    return None
