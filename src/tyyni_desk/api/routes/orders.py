"""Orders."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Path, Query, Router, Schema
from pydantic import BeforeValidator, Field, StringConstraints

from tyyni_desk.api.gate import Bearer, TokenRequest
from tyyni_desk.api.pages import Cut, Page, Which, cut
from tyyni_desk.api.problems import NotThere
from tyyni_desk.api.shapes.inputs import HTTPS, AwareMoment, Email, Line, Phone, Strict, number_only
from tyyni_desk.api.shapes.outputs import LARGEST, Named
from tyyni_desk.people.models import Order
from tyyni_desk.people.orders import upserts
from tyyni_desk.people.orders.given import Given

router = Router(tags=["orders"])
READ, WRITE = Bearer("orders:read"), Bearer("orders:write")
Number = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f/]+$")]


# A string: a float is no money.
Sum = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,9}(\.[0-9]{1,2})?$"), Field(examples=["59.80"])]


class ItemIn(Strict):
    name: Annotated[Line, Field(min_length=1)]
    quantity: Annotated[int, Field(ge=1, le=100_000), BeforeValidator(number_only)] = 1
    price: Sum


class OrderIn(Strict):
    email: Email = Field("", description="whose it is; an unknown customer is added")
    phone: Phone = ""
    name: Annotated[Line, Field(max_length=200)] = ""
    items: list[ItemIn] = Field([], max_length=200)
    total: Sum | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    state: Annotated[Line, Field(max_length=40)] = ""
    ordered_at: AwareMoment | None = None
    tracking_url: Annotated[str, StringConstraints(max_length=500, pattern=rf"^({HTTPS})?$")] = ""


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


@router.put("/orders/{number}", auth=WRITE, response=OrderOut)
def upsert_order(request: TokenRequest, number: Annotated[Number, Path()], body: OrderIn) -> Order:
    """Add the order with this number, or bring it up to date; an empty field stays as it is."""
    given = body.dict(exclude={"total"})
    upserts.upsert([Given(number=number, total=None if body.total is None else Decimal(body.total), **given)])
    return one(number)


def one(number: str) -> Order:
    found = _orders().filter(number=number).first()
    if found is None:
        raise NotThere("order")
    return found


def _orders() -> QuerySet[Order]:
    return Order.objects.select_related("customer").prefetch_related("customer__identities")
