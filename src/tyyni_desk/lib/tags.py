"""Tags in a text, such as {{ order.number }}: they fetch data when a snippet is inserted, and never go out empty."""

from __future__ import annotations

import re

TAG = re.compile(r"\{\{\s*([a-z_]+(?:\.[a-z_]+)?)\s*\}\}")


def unfilled(text: str) -> list[str]:
    """The names of the tags that stand in ``text``, each once, in order."""
    return list(dict.fromkeys(TAG.findall(text)))
