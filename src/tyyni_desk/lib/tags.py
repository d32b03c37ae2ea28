"""Tags in a text, such as {{ order.number }}: they fetch data when a snippet is inserted, and never go out empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# Any name, known or not: whatever looks like a tag must not reach a customer.
TAG = re.compile(r"\{\{\s*([^\W\d]\w*(?:\.\w+)*)\s*\}\}")


def unfilled(text: str) -> list[str]:
    """The names of the tags that stand in ``text``, each once, in order."""
    return list(dict.fromkeys(TAG.findall(text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """``text`` with values in the place of their tags; a tag without a value stays."""
    return TAG.sub(lambda tag: values.get(tag[1]) or tag[0], text)


def pieces(text: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The filled text in pieces, each with what it is: "" for plain words, "filled" or "empty" for a tag."""
    at = 0
    for tag in TAG.finditer(text):
        value = values.get(tag[1])
        yield text[at : tag.start()], ""
        yield value or tag[0], "filled" if value else "empty"
        at = tag.end()
    yield text[at:], ""
