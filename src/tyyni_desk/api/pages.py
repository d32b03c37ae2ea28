"""Lists in pages. A cursor names the last row that was seen, so that new rows shift nothing and no page is slow."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from ninja import Query, Schema
from pydantic import Field

from tyyni_desk.api.problems import Unfit

Row = TypeVar("Row", bound=Model)
Shape = TypeVar("Shape")


class Page(Schema, Generic[Shape]):
    items: list[Shape]
    next: str | None = Field(description="cursor of the next page; null on the last one")


class Asked(Schema):
    """Which page."""

    limit: int = Field(50, ge=1, le=100)
    cursor: str = Field("", max_length=300, description="`next` of the page before")


Which = Annotated[Asked, Query()]


@dataclass(frozen=True, slots=True)
class Cut(Generic[Row]):
    """One page of rows, as ``Page`` reads it."""

    items: list[Row]
    next: str | None


def cut(rows: QuerySet[Row], asked: Asked, *, order: tuple[str, ...]) -> Cut[Row]:
    """The page of ``rows`` after the cursor. The last field of ``order`` must be unique."""
    if asked.cursor:
        rows = rows.filter(_after(order, _values(asked.cursor, order)))
    found = list(rows.order_by(*order)[: asked.limit + 1])
    items = found[: asked.limit]
    return Cut(items, _cursor(items[-1], order) if len(found) > asked.limit else None)


def _after(order: tuple[str, ...], values: list[Any]) -> Q:
    """Later in the first field, or equal there and later in the rest."""
    name = order[0].removeprefix("-")
    later = Q(**{f"{name}__{'lt' if order[0].startswith('-') else 'gt'}": values[0]})
    return later | Q(**{name: values[0]}) & _after(order[1:], values[1:]) if len(order) > 1 else later


def _cursor(row: Model, order: tuple[str, ...]) -> str:
    values = [getattr(row, name.removeprefix("-")) for name in order]
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps([*order, *plain]).encode()).decode().rstrip("=")


def _values(cursor: str, order: tuple[str, ...]) -> list[Any]:
    """What the cursor says; it must be of a list in the same order."""
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        names, values = parts[: len(order)], parts[len(order) :]
        if names != list(order) or len(values) != len(order) or not isinstance(values[-1], int):
            raise ValueError
        return [*(datetime.fromisoformat(value) for value in values[:-1]), values[-1]]
    except (ValueError, TypeError, KeyError) as wrong:
        raise Unfit("query.cursor", "not a cursor of this list") from wrong
