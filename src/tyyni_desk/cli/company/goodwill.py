"""What the made-up company gives, what it gave before, and how its customers found that."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from tyyni_desk.care.remedies import actions as remedies
from tyyni_desk.care.remedies.models import Remedy, RemedyGiven
from tyyni_desk.care.survey import actions as surveys
from tyyni_desk.care.survey.models import Survey
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.conversations.queries import order_of
from tyyni_desk.people.models import Agent

_CURRENCIES = ("EUR", "PLN", "GBP")


def fill(rows: Iterable[Mapping[str, Any]], agents: Mapping[str, Agent]) -> None:
    """The catalogue, the limits, the survey switched on, and what ``rows`` of conversations say was given."""
    company = tomllib.loads((Path(__file__).parent / "remedies.toml").read_text("utf-8"))
    lead = agents["helena"]
    catalogue = {row.pop("key"): _write(row, lead) for row in company["remedies"]}
    currencies = {
        code: {name: Decimal(value) for name, value in sums.items()} for code, sums in company["currencies"].items()
    }
    remedies.set_rules(by=lead, currencies=currencies, **company["rules"])
    surveys.set_rules(is_on=True, hours=24, by=lead)
    for row in rows:
        found = Conversation.objects.filter(subject=row["subject"], customer__name=row["name"]).first()
        if found and "given" in row:
            _give(row["given"], found, catalogue, agents)
        if found and "survey" in row:
            _answer(row["survey"], found)


def _write(row: dict[str, Any], lead: Agent) -> Remedy:
    prices = {
        code: dict(zip(("cost", "agent_most", "lead_most"), map(_sum, row.pop(code)), strict=True))
        for code in _CURRENCIES
        if code in row
    }
    return remedies.write(None, by=lead, prices=prices, **row)


def _sum(written: str) -> Decimal | None:
    return Decimal(written) if written else None


def _give(
    row: Mapping[str, Any], conversation: Conversation, catalogue: Mapping[str, Remedy], agents: Mapping[str, Agent]
) -> None:
    """Written down at its own time; the rows of the demo are no matter for limits."""
    order = order_of(conversation)
    given = RemedyGiven.objects.create(
        remedy=catalogue[row["remedy"]],
        conversation=conversation,
        customer=conversation.customer,
        order=order,
        sum=Decimal(row["sum"]),
        currency=order.currency if order else row.get("currency", "EUR"),
        by=agents[row["by"]],
        at=timezone.now() - timedelta(hours=row["ago"]),
    )
    name = str(given.remedy)
    conversation.record("remedy_given", by=given.by, at=given.at, name=name, given=given.pk)


def _answer(row: Mapping[str, Any], conversation: Conversation) -> None:
    asked_at = timezone.now() - timedelta(hours=row["ago"])
    survey = Survey.objects.create(conversation=conversation, customer=conversation.customer, asked_at=asked_at)
    surveys.answer(
        survey, words=row.get("words", ""), **{name: row[name] for name in ("outcome", "process", "treatment")}
    )
    Survey.objects.filter(pk=survey.pk).update(answered_at=asked_at + timedelta(hours=5))
