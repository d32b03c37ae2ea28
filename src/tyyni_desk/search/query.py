"""What an agent types into the search field: words, "phrases" and filters such as is:open or before:2026-11-01."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

_PART = re.compile(r'(?:(?P<name>[a-z]+):)?(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))')
STATES = ("open", "waiting", "snoozed", "closed")
FILTERS = ("from", "tag", "is", "in", "lang", "to", "before", "after")
CHANNELS = {"email": "email", "chat": "chat", "review": "review", "phone": "phone_note", "shop": "store_note"}


class UnknownFilter(ValueError):
    """The message says which filters and values there are."""


@dataclass(slots=True)
class Query:
    """A search taken apart. ``words`` and ``phrases`` must all be there; each filter narrows."""

    words: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    filters: list[tuple[str, str]] = field(default_factory=list)


def parse(text: str) -> Query:
    """Take ``text`` apart; raises UnknownFilter for a value that means nothing. An unknown name is a word."""
    query = Query()
    for part in _PART.finditer(text[:500]):
        value = part["quoted"] if part["quoted"] is not None else part["plain"]
        if part["name"] in FILTERS and value:
            query.filters.append((part["name"], _checked(part["name"], value)))
        elif part["quoted"] is not None:
            query.phrases.append(value)
        else:
            query.words.append(part[0])
    return query


def _checked(name: str, value: str) -> str:
    if name in ("before", "after"):
        try:
            date.fromisoformat(value)
        except ValueError as wrong:
            raise UnknownFilter(_("%(value)s is no day; write it like 2026-11-28.") % {"value": value}) from wrong
    allowed = {"is": (*STATES, "mine", "unassigned"), "in": tuple(CHANNELS), "lang": ("fi", "pl", "en")}.get(name)
    if allowed and value not in allowed:
        raise UnknownFilter(
            _("%(name)s: knows %(values)s, not %(value)s.")
            % {"name": name, "values": ", ".join(allowed), "value": value}
        )
    return value
