"""Everything that changes a customer."""

from __future__ import annotations

from django.db import transaction

from tyyni_desk.people.models import Customer, Identity


@transaction.atomic
def known_as(kind: str, value: str, *, name: str = "", language: str = "") -> Customer:
    """The customer with this address, phone or handle; made when there is none. Addresses differ not by case."""
    value = value.strip().lower()[:254]
    identity = Identity.objects.filter(kind=kind, value=value).select_related("customer").first()
    if identity:
        return identity.customer
    customer = Customer.objects.create(name=name.strip()[:200], language=language)
    Identity.objects.create(customer=customer, kind=kind, value=value)
    return customer


@transaction.atomic
def known_by(*, email: str, phone: str, name: str, language: str) -> Customer:
    """The customer with this email, else with this phone; somebody new keeps both."""
    given = {Identity.Kind.EMAIL: email.strip().lower(), Identity.Kind.PHONE: phone.strip()}
    given = {kind: value for kind, value in given.items() if value}
    for kind, value in given.items():
        found = Identity.objects.filter(kind=kind, value=value).select_related("customer").first()
        if found:
            return found.customer
    customer = Customer.objects.create(name=name.strip()[:200], language=language)
    for kind, value in given.items():
        Identity.objects.create(customer=customer, kind=kind, value=value)
    return customer
