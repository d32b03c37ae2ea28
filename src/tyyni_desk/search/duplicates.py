"""Customers who may be one person. Only ever a hint: an agent looks, and merges or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tyyni_desk.conversations.models import Conversation
from tyyni_desk.lib.terms import words
from tyyni_desk.people.models import Customer, Identity, Order
from tyyni_desk.search.queries import with_words

# Written with or without the country's prefix, a number ends the same way.
_TELLING_DIGITS = 8
_ORDERS = 5
_MOST = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another customer, and what the two have in common: a "phone" or an "order"."""

    customer: Customer
    kind: str
    value: str


def likenesses(customer: Customer) -> list[Likeness]:
    """Each other customer once, by the first thing in common."""
    found: dict[int, Likeness] = {}
    for likeness in (*_same_phone(customer), *_wrote_of_their_orders(customer), *_others_wrote_of(customer)):
        if likeness.customer.pk != customer.pk and likeness.customer.merged_into_id is None:
            found.setdefault(likeness.customer.pk, likeness)
    return list(found.values())[:_MOST]


def _same_phone(customer: Customer) -> Iterator[Likeness]:
    for identity in customer.identities.all():
        if identity.kind == Identity.Kind.PHONE and len(identity.value) >= _TELLING_DIGITS:
            alike = Identity.objects.filter(
                kind=Identity.Kind.PHONE, value__endswith=identity.value[-_TELLING_DIGITS:]
            ).exclude(customer=customer)
            for other in alike.select_related("customer").prefetch_related("customer__identities")[:_MOST]:
                yield Likeness(other.customer, "phone", identity.value)


def _wrote_of_their_orders(customer: Customer) -> Iterator[Likeness]:
    """The customer writes of an order that somebody else made."""
    talks = customer.conversations.order_by("-last_message_at").values_list("signals", flat=True)[: 4 * _ORDERS]
    numbers = {signals.get("order") for signals in talks} - {None}
    orders = Order.objects.filter(number__in=numbers).exclude(customer=customer).exclude(customer=None)
    for order in orders.select_related("customer").prefetch_related("customer__identities")[:_MOST]:
        if order.customer:
            yield Likeness(order.customer, "order", order.number)


def _others_wrote_of(customer: Customer) -> Iterator[Likeness]:
    """Somebody else writes of the customer's order."""
    for number in customer.orders.values_list("number", flat=True)[:_ORDERS]:
        if not words(number):
            continue
        talks = Conversation.objects.filter(number__in=with_words(words(number)), signals__order=number, parent=None)
        for talk in talks.exclude(customer=customer).select_related("customer")[:_MOST]:
            yield Likeness(talk.customer, "order", number)
