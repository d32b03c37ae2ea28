"""Customers as another system knows them: found by what they are known as, and brought up to date."""

from __future__ import annotations

from django.db import transaction

from tyyni_desk.people import actions
from tyyni_desk.people.models import Customer, Identity


class TwoCustomers(Exception):
    """The address is one customer's and the phone another's; a person must decide whether they are one."""


@transaction.atomic
def upsert(*, email: str, phone: str, name: str, language: str) -> Customer:
    """The customer with this email, else this phone, else a new one; what is empty stays as it is."""
    customer = actions.known_by(email=email, phone=phone, name=name, language=language)
    given = {Identity.Kind.EMAIL: email.strip().lower(), Identity.Kind.PHONE: phone.strip().lower()}
    for kind, value in given.items():
        if value and _owner(kind, value, else_of=customer) != customer.pk:
            raise TwoCustomers
    changes = {field: value for field, value in {"name": name.strip(), "language": language}.items() if value}
    if changes:
        Customer.objects.filter(pk=customer.pk).update(**changes)
    customer.refresh_from_db()
    return customer


def _owner(kind: str, value: str, *, else_of: Customer) -> int:
    identity, _new = Identity.objects.get_or_create(kind=kind, value=value, defaults={"customer": else_of})
    return identity.customer_id
