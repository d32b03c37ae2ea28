"""Customers."""

from __future__ import annotations

from typing import Annotated

from django.db.models import QuerySet
from ninja import Router
from pydantic import StringConstraints

from tyyni_desk.api.gate import Bearer, TokenRequest
from tyyni_desk.api.pages import Cut, Page, Which, cut
from tyyni_desk.api.problems import NotThere, Refused, Unfit
from tyyni_desk.api.shapes.inputs import CustomerIn
from tyyni_desk.api.shapes.outputs import CustomerOut, Id
from tyyni_desk.people import actions
from tyyni_desk.people.actions import BelongsToAnother
from tyyni_desk.people.models import Customer

router = Router(tags=["customers"])
READ, WRITE = Bearer("customers:read"), Bearer("customers:write")
Identity = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\x00]*$")]


@router.get("/customers", auth=READ, response=Page[CustomerOut])
def list_customers(request: TokenRequest, page: Which, identity: Identity = "") -> Cut[Customer]:
    """All, the newest first; with `identity` the one who has this address, phone or handle."""
    found = _customers()
    if identity.strip():
        found = found.filter(identities__value=identity.strip().lower()).distinct()
    return cut(found, page, order=("-id",))


@router.get("/customers/{customer_id}", auth=READ, response=CustomerOut)
def show_customer(request: TokenRequest, customer_id: Id) -> Customer:
    return one(customer_id)


@router.post("/customers", auth=WRITE, response=CustomerOut)
def upsert_customer(request: TokenRequest, body: CustomerIn) -> Customer:
    """The customer with this email, else this phone, is brought up to date; an unknown one is added.

    An empty field stays as it is. When email and phone are two customers', it is refused (409).
    """
    if not (body.email or body.phone):
        raise Unfit("body.email", "give an email or a phone")
    try:
        customer = actions.upsert(**body.dict(), by=request.auth)
    except BelongsToAnother as found:
        raise Refused(409, "two-customers", "The email and the phone belong to two customers.") from found
    return one(customer.pk)


def one(customer_id: int) -> Customer:
    found = _customers().filter(pk=customer_id).first()
    if found is None:
        raise NotThere("customer")
    return found


def _customers() -> QuerySet[Customer]:
    return Customer.objects.filter(merged_into=None).prefetch_related("identities")
