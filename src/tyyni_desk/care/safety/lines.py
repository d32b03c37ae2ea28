"""Help lines by the customer's country."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tyyni_desk.care.countries import country_of
from tyyni_desk.people.models import Customer


@dataclass(frozen=True, slots=True)
class HelpLine:
    name: str
    number: str
    hours: str
    languages: tuple[str, ...]
    source: str
    checked_on: date

    def __str__(self) -> str:
        return f"{self.name}: {self.number} ({self.hours})"


@dataclass(frozen=True, slots=True)
class Help:
    """What can be named to a customer; of an unknown country only the emergency number, and one has to ask."""

    country: str
    emergency: str
    lines: tuple[HelpLine, ...]


def help_for(customer: Customer) -> Help:
    table, country = _table(), country_of(customer)
    row = table.get(country)
    if row is None:
        return Help("", table["emergency"], ())
    lines = tuple(
        HelpLine(**{**line, "languages": tuple(line["languages"])}, checked_on=table["checked_on"])
        for line in row["lines"]
    )
    return Help(country, row.get("emergency", table["emergency"]), lines)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "help_lines.toml").read_text("utf-8"))
