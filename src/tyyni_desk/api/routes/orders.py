"""Orders."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Path, Query, Router, Schema
from pydantic import Field, StringConstraints

from tyyni_desk.api.gate import Bearer, TokenRequest
from tyyni_desk.api.pages import Cut, Page, Which, cut
from tyyni_desk.api.problems import NotThere
from tyyni_desk.api.shapes.outputs import LARGEST, Named
from tyyni_desk.people.models import Order

router = Router(tags=["orders"])
READ = Bearer("orders:read")
Number = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f/]+$")]


class OrderOut(Schema):
    number: str = Field(description="the company's own")
    customer: Named | None
    items: list[dict[str, Any]]
    total: Decimal
    currency: str
    state: str
    ordered_at: datetime | None
    tracking_url: str

    @staticmethod
    def resolve_customer(order: Order) -> Named | None:
        return Named(id=order.customer.pk, name=str(order.customer)) if order.customer else None


@router.get("/orders", auth=READ, response=Page[OrderOut])
def list_orders(
    request: TokenRequest, page: Which, customer: Annotated[int | None, Query(ge=1, le=LARGEST)] = None
) -> Cut[Order]:
    """All, the last added first; or those of one customer."""
    found = _orders().filter(customer=customer) if customer else _orders()
    return cut(found, page, order=("-id",))


@router.get("/orders/{number}", auth=READ, response=OrderOut)
def show_order(request: TokenRequest, number: Annotated[Number, Path()]) -> Order:
    return one(number)


def one(number: str) -> Order:
    found = _orders().filter(number=number).first()
    if found is None:
        raise NotThere("order")
    return found


def _orders() -> QuerySet[Order]:
    return Order.objects.select_related("customer").prefetch_related("customer__identities")
