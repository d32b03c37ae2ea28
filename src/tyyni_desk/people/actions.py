"""Everything that changes a customer."""

from __future__ import annotations

import re

from django.db import transaction

from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent, Customer, CustomerNote, Identity

_NOT_OF_A_PHONE = re.compile(r"[^\d+]")


class BelongsToAnother(Exception):
    """The address or phone is known already, as ``customer``'s."""

    def __init__(self, customer: Customer) -> None:
        super().__init__(str(customer))
        self.customer = customer


class LastIdentity(Exception):
    """A customer is known in one way at least."""


def plain(kind: str, value: str) -> str:
    """As an address or phone is kept: addresses differ not by case, phones not by spaces and dashes."""
    value = value.strip().lower()[:254]
    digits = _NOT_OF_A_PHONE.sub("", value)
    return re.sub(r"^00", "+", digits) if kind == Identity.Kind.PHONE and digits else value


@transaction.atomic(savepoint=False)
def known_as(kind: str, value: str, *, name: str = "", language: str = "") -> Customer:
    """The customer with this address, phone or handle; made when there is none."""
    value = plain(kind, value)
    identity = Identity.objects.filter(kind=kind, value=value).select_related("customer").first()
    if identity:
        return identity.customer
    customer = Customer.objects.create(name=name.strip()[:200], language=language)
    Identity.objects.create(customer=customer, kind=kind, value=value)
    return customer


@transaction.atomic
def known_by(*, email: str, phone: str, name: str, language: str) -> Customer:
    """The customer with this email, else with this phone; somebody new keeps both."""
    given = {Identity.Kind.EMAIL: plain("email", email), Identity.Kind.PHONE: plain("phone", phone)}
    given = {kind: value for kind, value in given.items() if value}
    for kind, value in given.items():
        found = Identity.objects.filter(kind=kind, value=value).select_related("customer").first()
        if found:
            return found.customer
    customer = Customer.objects.create(name=name.strip()[:200], language=language)
    for kind, value in given.items():
        Identity.objects.create(customer=customer, kind=kind, value=value)
    return customer


@transaction.atomic
def upsert(*, email: str, phone: str, name: str, language: str, by: Agent) -> Customer:
    """As another system knows a customer: with this email, else this phone, else a new one; what is empty stays.

    Raises BelongsToAnother when the email is one customer's and the phone another's: whether they are one person is
    for people to decide.
    """
    customer = known_by(email=email, phone=phone, name=name, language=language)
    for kind, value in ((Identity.Kind.EMAIL, email), (Identity.Kind.PHONE, phone)):
        if value.strip():
            add_identity(customer, kind=kind, value=value, by=by)
    rename(customer, name=name.strip() or customer.name, language=language or customer.language)
    return customer


def rename(customer: Customer, *, name: str, language: str) -> None:
    Customer.objects.filter(pk=customer.pk).update(name=name.strip()[:200], language=language)


def settle(customer: Customer, *, country: str) -> None:
    """Set where the customer lives; "" leaves it to their phone number."""
    Customer.objects.filter(pk=customer.pk).update(country=country)


@transaction.atomic
def add_identity(customer: Customer, *, kind: str, value: str, by: Agent) -> Identity:
    """One more way to reach the customer; raises BelongsToAnother when somebody else is known so."""
    identity, new = Identity.objects.get_or_create(kind=kind, value=plain(kind, value), defaults={"customer": customer})
    if identity.customer_id != customer.pk:
        raise BelongsToAnother(identity.customer)
    if new:
        audit.note(by=by, action="identity_added", subject=str(customer), detail={"value": [None, identity.value]})
    return identity


@transaction.atomic
def remove_identity(identity: Identity, *, by: Agent) -> None:
    """Mail from there is a stranger's from now on; what was said stays."""
    customer = Customer.objects.select_for_update().get(pk=identity.customer_id)
    if customer.identities.count() == 1:
        raise LastIdentity
    audit.note(by=by, action="identity_removed", subject=str(customer), detail={"value": [identity.value, None]})
    identity.delete()


def note_export(customer: Customer, *, by: Agent) -> None:
    """What is kept about a person left the desk: the log says by whose hand."""
    audit.note(by=by, action="customer_exported", subject=str(customer))


def write_note(customer: Customer, *, text: str, by: Agent) -> CustomerNote:
    """The customer may ask to read it (GDPR art. 15)."""
    return CustomerNote.objects.create(customer=customer, text=text.strip(), by=by)


@transaction.atomic
def remove_note(note: CustomerNote, *, by: Agent) -> None:
    """A note that is wrong or too old (GDPR art. 5(1)(d)); the log keeps that it was there, not what it said."""
    audit.note(by=by, action="customer_note_removed", subject=str(note.customer))
    note.delete()
