"""Remedies for the tests, written by the desk's own actions."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from tests.desk.makers import make_agent
from tyyni_desk.care.remedies import actions
from tyyni_desk.care.remedies.models import RemedyGiven
from tyyni_desk.jobs import worker
from tyyni_desk.people.models import Order

CURRENCY = {"fi": "EUR", "pl": "PLN", "en": "GBP"}
NEW_ONE = {
    "names": {"fi": "Uusi tuote", "pl": "Nowy produkt", "en": "A new one"},
    "sentences": {
        "fi": "Lähetän [teille|sinulle] uuden tuotteen veloituksetta.",
        "pl": "Wyślę [Panu|Pani|Państwu|Ci] nowy produkt bezpłatnie.",
        "en": "I will send you a new one free of charge.",
    },
}


def make_remedy(*, cost="8.90", agent_most="20", lead_most="100", **fields):
    """A replacement, unless ``fields`` say otherwise, at the same price in each currency."""
    sums = {"cost": cost and Decimal(cost), "agent_most": Decimal(agent_most), "lead_most": Decimal(lead_most)}
    given = {"kind": "replacement", **NEW_ONE, **fields}
    return actions.write(None, by=make_agent("lead"), prices=dict.fromkeys(CURRENCY.values(), sums), **given)


def make_order(conversation, *, total="8.90", days=5, state="delivered", number="10233"):
    customer = conversation.customer
    currency = CURRENCY.get(conversation.language, "EUR")
    ordered_at = timezone.now() - timedelta(days=days)
    return Order.objects.create(
        number=number, customer=customer, total=Decimal(total), currency=currency, state=state, ordered_at=ordered_at
    )


def read_all(conversation):
    """Have the engine read what was written; the conversation afresh."""
    worker.run_all()
    conversation.refresh_from_db()
    return conversation


def make_given(remedy, conversation, *, by, days=0, amount="5"):
    """One that was given so many days ago."""
    given = actions.give(remedy, conversation, amount=Decimal(amount), by=by)
    RemedyGiven.objects.filter(pk=given.pk).update(at=timezone.now() - timedelta(days=days))
    return given
