"""Reads about people."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from tyyni_desk.people.models import Agent, Customer, Identity, Order


def answering() -> QuerySet[Agent]:
    """Those to whom a conversation can be given."""
    return Agent.objects.filter(is_active=True).exclude(role=Agent.Role.OBSERVER).order_by("name")


def customers(text: str = "") -> QuerySet[Customer]:
    """Those whose name, address, phone or order number holds ``text``; the newest first when nothing is sought."""
    found = Customer.objects.filter(merged_into=None).prefetch_related("identities")
    text = text.strip()
    if not text:
        return found.order_by("-pk")
    # SQLite folds the case of ASCII letters only.
    named = [Q(name__icontains=form) for form in {text, text.lower(), text.title()}]
    known = Identity.objects.filter(value__icontains=text.lower()).values("customer")
    bought = Order.objects.filter(number__iexact=text.removeprefix("#")).values("customer")
    sought = Q(pk__in=known) | Q(pk__in=bought)
    for name in named:
        sought |= name
    return found.filter(sought).order_by("name", "pk")


def known(email: str) -> Customer | None:
    """Who writes from this address."""
    found = Identity.objects.filter(kind=Identity.Kind.EMAIL, value=email.strip().lower()).select_related("customer")
    return next((identity.customer for identity in found), None)


def value(customer: Customer) -> list[tuple[Decimal, str]]:
    """The sum of all orders, one for each currency, the largest first."""
    sums = customer.orders.values_list("currency").annotate(sum=Sum("total")).order_by("-sum")
    return [(total, currency) for currency, total in sums]
