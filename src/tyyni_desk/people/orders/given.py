"""The orders that a table gives: rows of one number are one order with several items, and a bad row says why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from tyyni_desk.people.orders import values
from tyyni_desk.people.orders.tables import Table

_MOST_ITEMS = 200
_MOST_PIECES = 100_000
_is_address = URLValidator(schemes=["https"])


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is not taken.

    ``code`` is one of number, email, date, total, currency, quantity, price, tracking, items.
    """

    line: int
    code: str
    value: str
    cells: list[str]


@dataclass(slots=True)
class Given:
    """One order as a file, the API or a shop gives it. What is None is not said, and stays as it was."""

    number: str
    line: int = 0
    email: str = ""
    phone: str = ""
    name: str = ""
    total: Decimal | None = None
    currency: str = ""
    state: str = ""
    ordered_at: datetime | None = None
    tracking_url: str = ""
    items: list[dict[str, Any]] = field(default_factory=list)


class _Bad(ValueError):
    def __init__(self, code: str, value: str) -> None:
        super().__init__(code)
        self.code, self.value = code, value


def orders(table: Table) -> tuple[list[Given], list[Fault]]:
    """All orders in the file's order, and the rows that cannot be taken."""
    found: dict[str, Given] = {}
    faults = []
    for line, cells in table.rows():
        try:
            row = _order(line, {name: _cell(cells, place) for name, place in table.places.items()})
            _add(found, row)
        except _Bad as bad:
            faults.append(Fault(line, bad.code, bad.value[:200], [cell[:500] for cell in cells]))
    return list(found.values()), faults


def _cell(cells: list[str], place: int) -> str:
    """As it is meant: our own downloads guard a cell that looks like a formula with an apostrophe."""
    text = cells[place].strip() if place < len(cells) else ""
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text


def _order(line: int, cells: dict[str, str]) -> Given:
    number = cells["number"].removeprefix("#").strip()
    if not 0 < len(number) <= 60 or not number.isprintable():
        raise _Bad("number", number)
    total = _try(values.amount, "total", cells.get("total", ""))
    price = _try(values.amount, "price", cells.get("price", ""))
    return Given(
        number=number,
        line=line,
        email=_email(cells.get("email", "")),
        phone=cells.get("phone", "")[:40],
        name=cells.get("name", "")[:200],
        total=total,
        currency=_currency(cells),
        state=cells.get("state", "")[:40],
        ordered_at=_try(values.moment, "date", cells.get("ordered_at", "")),
        tracking_url=_tracking(cells.get("tracking_url", "")),
        items=_items(cells, price),
    )


def _add(found: dict[str, Given], row: Given) -> None:
    """A further row of an order brings items; what it says of the order itself fills what was not said yet."""
    first = found.setdefault(row.number, row)
    if first is row:
        return
    if len(first.items) + len(row.items) > _MOST_ITEMS:
        raise _Bad("items", row.number)
    first.items.extend(row.items)
    for name in ("email", "phone", "name", "total", "currency", "state", "ordered_at", "tracking_url"):
        if getattr(first, name) in ("", None):
            setattr(first, name, getattr(row, name))


def _try(understand: Any, code: str, text: str) -> Any:  # a function of ``values`` and what it gives
    if not text:
        return None
    try:
        return understand(text)
    except (ValueError, ArithmeticError, OverflowError):
        raise _Bad(code, text) from None


def _email(text: str) -> str:
    if text:
        try:
            validate_email(text)
        except ValidationError:
            raise _Bad("email", text) from None
    return text.lower()


def _currency(cells: dict[str, str]) -> str:
    named = cells.get("currency", "")
    found = values.currency(named or cells.get("total", ""))
    if named and not found:
        raise _Bad("currency", named)
    return found


def _tracking(text: str) -> str:
    if text:
        try:
            _is_address(text)
        except ValidationError:
            raise _Bad("tracking", text) from None
        if len(text) > 500:
            raise _Bad("tracking", text)
    return text


def _items(cells: dict[str, str], price: Decimal | None) -> list[dict[str, Any]]:
    name = cells.get("item", "")
    if not name:
        return []
    count = cells.get("quantity", "") or "1"
    quantity = _try(values.amount, "quantity", count)
    if quantity != int(quantity) or not 0 < quantity <= _MOST_PIECES:
        raise _Bad("quantity", count)
    return [{"name": name[:300], "quantity": int(quantity), "price": "" if price is None else str(price)}]
