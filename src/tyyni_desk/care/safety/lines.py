"""Help lines by the customer's country, as their phone number tells it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tyyni_desk.people.models import Customer, Identity


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
    phones = [row.value for row in customer.identities.all() if row.kind == Identity.Kind.PHONE]
    table = _table()
    for country, row in table.items():
        if isinstance(row, dict) and any(_international(phone).startswith(row["prefix"]) for phone in phones):
            lines = tuple(
                HelpLine(**{**line, "languages": tuple(line["languages"])}, checked_on=table["checked_on"])
                for line in row["lines"]
            )
            return Help(country, row.get("emergency", table["emergency"]), lines)
    return Help("", table["emergency"], ())


def _international(phone: str) -> str:
    digits = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
    return f"+{digits[2:]}" if digits.startswith("00") else digits


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "help_lines.toml").read_text("utf-8"))
