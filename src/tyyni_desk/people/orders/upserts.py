"""Orders are kept up by their number, so that the same file or call twice changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from tyyni_desk.people import actions
from tyyni_desk.people.models import Customer, Order
from tyyni_desk.people.orders.given import Given

_FIELDS = ("items", "total", "currency", "state", "ordered_at", "tracking_url")
Changes = dict[str, tuple[Any, Any]]


@transaction.atomic
def upsert(given: Sequence[Given]) -> list[str]:
    """Write orders by their numbers; for each "new", "changed" or "same"."""
    outcomes: list[str] = []
    new: list[Order] = []
    changed: list[Order] = []
    for one, order, changes in compared(given, lock=True):
        outcomes.append(outcome(order, changes))
        if outcomes[-1] == "same":
            continue
        written = order or Order(number=one.number)
        for name in _FIELDS:
            if name in changes:
                setattr(written, name, changes[name][1])
        written.customer = _customer(one) or written.customer
        (changed if order else new).append(written)
    Order.objects.bulk_create(new)
    Order.objects.bulk_update(changed, [*_FIELDS, "customer"])
    return outcomes


def compared(given: Sequence[Given], *, lock: bool = False) -> list[tuple[Given, Order | None, Changes]]:
    """Each with the order that is known by its number, and what would change: {field: (now, then)}."""
    known = Order.objects.select_related("customer").prefetch_related("customer__identities")
    if lock:
        known = known.select_for_update(of=("self",))
    orders = known.in_bulk([one.number for one in given], field_name="number")
    return [(one, orders.get(one.number), _changes(one, orders.get(one.number))) for one in given]


def outcome(order: Order | None, changes: Changes) -> str:
    return "new" if order is None else "changed" if changes else "same"


def _changes(given: Given, order: Order | None) -> Changes:
    """What is not said stays as it is."""
    found: Changes = {}
    before_all = order or Order(number=given.number)
    for name in _FIELDS:
        before, after = getattr(before_all, name), getattr(given, name)
        if after not in ("", None, []) and after != before:
            found[name] = (before if order else None, after)
    said = {actions.plain("email", given.email), actions.plain("phone", given.phone)} - {""}
    theirs = {identity.value for identity in order.customer.identities.all()} if order and order.customer else set()
    if said and not said & theirs:
        found["customer"] = (str(order.customer) if order and order.customer else None, given.email or given.phone)
    return found


def _customer(given: Given) -> Customer | None:
    if given.email or given.phone:
        return actions.known_by(email=given.email, phone=given.phone, name=given.name, language="")
    return None
