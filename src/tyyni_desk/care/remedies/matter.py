"""What a conversation is about, as far as a remedy needs to know, and whether anything may be given in it at all."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tyyni_desk.care.countries import calendar_of
from tyyni_desk.care.ladder.queries import ending_of
from tyyni_desk.care.queries import readings_of
from tyyni_desk.care.safety.queries import incidents_of
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.conversations.queries import order_of
from tyyni_desk.lib import money
from tyyni_desk.people.models import Order

_BY_COUNTRY = {"PL": "PLN", "GB": "GBP"}
_NO_REQUEST = {"other"}


@dataclass(frozen=True, slots=True)
class Matter:
    """``worth`` is the largest sum that the customer named in the currency, else the order's total; None: unknown."""

    requests: tuple[str, ...]
    is_grievance: bool
    order: Order | None
    currency: str
    worth: Decimal | None

    @property
    def is_real(self) -> bool:
        """Whether there is a matter: abuse, a joke or thanks alone is none."""
        return self.is_grievance or bool(self.requests)


def matter_of(conversation: Conversation) -> Matter:
    readings = [row.labels for row in readings_of(conversation)]
    asked = dict.fromkeys(name for labels in readings for name in labels["requests"] if name not in _NO_REQUEST)
    order = order_of(conversation)
    currency = order.currency if order else _BY_COUNTRY.get(calendar_of(conversation).country, "EUR")
    said = [found for labels in readings for words in labels["sums"] if (found := money.named(words))]
    sums = [amount for amount, code in said if code == currency]
    worth = max(sums) if sums else (order.total if order else None)
    is_grievance = any(labels["kind"] == "grievance" for labels in readings)
    return Matter(tuple(asked), is_grievance, order, currency, worth)


def may_offer(conversation: Conversation) -> bool:
    """Not while somebody may be hurt: then nothing is given, sold or settled (design: care and law)."""
    return not incidents_of(conversation)


def may_settle(conversation: Conversation, matter: Matter) -> bool:
    """Whether goodwill is in place: there is a matter, nobody is in danger, and the contact was not ended."""
    return matter.is_real and may_offer(conversation) and ending_of(conversation.customer) is None
