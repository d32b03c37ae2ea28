"""Customers as another system knows them: found by what they are known as, and brought up to date."""

from __future__ import annotations

from django.db import transaction

from tyyni_desk.people import actions
from tyyni_desk.people.models import Agent, Customer, Identity


@transaction.atomic
def upsert(*, email: str, phone: str, name: str, language: str, by: Agent) -> Customer:
    """The customer with this email, else this phone, else a new one; what is empty stays as it is.

    Raises BelongsToAnother when the email is one customer's and the phone another's: whether they are one person is
    for people to decide.
    """
    customer = actions.known_by(email=email, phone=phone, name=name, language=language)
    for kind, value in ((Identity.Kind.EMAIL, email), (Identity.Kind.PHONE, phone)):
        if value.strip():
            actions.add_identity(customer, kind=kind, value=value, by=by)
    actions.rename(customer, name=name.strip() or customer.name, language=language or customer.language)
    return customer
