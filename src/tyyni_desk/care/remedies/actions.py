"""Everything that changes remedies: the catalogue, what is given and taken back, and what a lead decides."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from tyyni_desk.care.remedies import limits
from tyyni_desk.care.remedies.matter import matter_of, may_offer
from tyyni_desk.care.remedies.models import (
    CurrencyRules,
    GoodwillRules,
    Remedy,
    RemedyGiven,
    RemedyPrice,
    RemedyRequest,
)
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.lib import money
from tyyni_desk.live import publish
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent, Customer

_WRITTEN = ("kind", "names", "sentences", "steps", "requests", "order_states", "most_days", "channels", "percent")


class NeedsLead(Exception):
    """A lead must decide; ``reasons`` of limits.REASONS say why."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class NothingNow(Exception):
    """Somebody may be hurt here: nothing is given."""


class NoReason(Exception):
    """A request to a lead, or a refusal, says why."""


class AlreadyDecided(Exception):
    """Another lead was quicker."""


class TakenBack(Exception):
    """It was taken back first."""


@transaction.atomic
def write(
    remedy: Remedy | None, *, by: Agent, prices: Mapping[str, Mapping[str, Decimal | None]], **fields: Any
) -> Remedy:
    """A new remedy, or another wording of one. ``prices`` by currency: cost, agent_most, lead_most."""
    before = _as_written(remedy) if remedy else {}
    remedy = remedy or Remedy(by=by)
    for name, value in fields.items():
        setattr(remedy, name, value)
    remedy.save()
    remedy.prices.exclude(currency__in=prices).delete()
    for currency, sums in prices.items():
        RemedyPrice.objects.update_or_create(remedy=remedy, currency=currency, defaults=dict(sums))
    changes = audit.difference(before, _as_written(remedy))
    if changes:
        action = "remedy_changed" if before else "remedy_added"
        audit.note(by=by, action=action, subject=str(remedy), detail=changes)
    return remedy


@transaction.atomic
def set_rules(
    *,
    by: Agent,
    currencies: Mapping[str, Mapping[str, Decimal | None]],
    minutes: int,
    most_times: int | None,
    days: int,
) -> None:
    """What arguing takes and costs, one customer's limits, and the budget of a month."""
    after = {"minutes": minutes, "most_times": most_times, "days": days}
    held = limits.rules()
    changes = audit.difference({name: getattr(held, name) for name in after}, after)
    for currency, sums in currencies.items():
        row = limits.rules_for(currency)
        before = {name: _plain(getattr(row, name)) for name in sums}
        different = audit.difference(before, {name: _plain(value) for name, value in sums.items()})
        changes |= {f"{currency} {name}": pair for name, pair in different.items()}
        CurrencyRules.objects.update_or_create(currency=currency, defaults=dict(sums))
    GoodwillRules.objects.update_or_create(pk=held.pk or 1, defaults=after)
    if changes:
        audit.note(by=by, action="goodwill_rules_set", subject="goodwill", detail=changes)


@transaction.atomic
def give(
    remedy: Remedy,
    conversation: Conversation,
    *,
    amount: Decimal,
    by: Agent,
    request: RemedyRequest | None = None,
) -> RemedyGiven:
    """Write down that the customer gets it, in the currency of the matter.

    Raises NeedsLead over a limit, NothingNow while somebody may be hurt.
    """
    if not may_offer(conversation):
        raise NothingNow
    matter = matter_of(conversation)
    customer = _locked(conversation, matter.currency)
    currency = request.currency if request else matter.currency
    reasons = limits.reasons(remedy, amount, limits.state(customer, currency), by=by)
    if reasons:
        raise NeedsLead(reasons)
    given = RemedyGiven.objects.create(
        remedy=remedy,
        conversation=conversation,
        customer=customer,
        order=matter.order,
        request=request,
        sum=amount,
        currency=currency,
        by=by,
    )
    _tell(conversation, "remedy_given", remedy, amount, currency, by=by, given=given.pk)
    return given


@transaction.atomic
def take_back(given: RemedyGiven, *, by: Agent) -> None:
    """It was written down in error, or did not come about. The row stays, with who took it back. Raises TakenBack."""
    taken = RemedyGiven.objects.filter(pk=given.pk, undone_at=None).update(undone_at=timezone.now(), undone_by=by)
    if not taken:
        raise TakenBack
    _tell(given.conversation, "remedy_undone", given.remedy, given.sum, given.currency, by=by, given=given.pk)


@transaction.atomic
def ask_lead(remedy: Remedy, conversation: Conversation, *, amount: Decimal, why: str, by: Agent) -> RemedyRequest:
    """Ask for what goes over the asker's limits. It takes the place of one for the same remedy that still waits."""
    if not why.strip():
        raise NoReason
    if not may_offer(conversation):
        raise NothingNow
    currency = matter_of(conversation).currency
    RemedyRequest.objects.filter(conversation=conversation, remedy=remedy, is_granted=None).delete()
    asked = RemedyRequest.objects.create(
        remedy=remedy,
        conversation=conversation,
        sum=amount,
        currency=currency,
        reasons=limits.reasons(remedy, amount, limits.state(conversation.customer, currency), by=by),
        why=why.strip(),
        by=by,
    )
    _tell(conversation, "remedy_asked", remedy, amount, currency, by=by)
    publish.notice("banner")
    return asked


@transaction.atomic
def decide(request: RemedyRequest, *, is_granted: bool, answer: str, by: Agent) -> None:
    """A lead says yes, and it is given, or no, and why. Raises NeedsLead where it is more than a lead gives."""
    request = RemedyRequest.objects.select_for_update().get(pk=request.pk)
    if request.is_granted is not None:
        raise AlreadyDecided
    if not is_granted and not answer.strip():
        raise NoReason
    request.is_granted, request.answer = is_granted, answer.strip()
    request.decided_by, request.decided_at = by, timezone.now()
    request.save()
    if is_granted:
        give(request.remedy, request.conversation, amount=request.sum, by=by, request=request)
    else:
        _tell(request.conversation, "remedy_refused", request.remedy, request.sum, request.currency, by=by)
    publish.notice("banner")


def _locked(conversation: Conversation, currency: str) -> Customer:
    """Two gifts at once may not both slip under one limit."""
    list(CurrencyRules.objects.select_for_update().filter(currency=currency))
    return Customer.objects.select_for_update(of=("self",)).get(pk=conversation.customer_id)


def _tell(
    conversation: Conversation, event: str, remedy: Remedy, amount: Decimal, currency: str, *, by: Agent, **more: Any
) -> None:
    name = f"{remedy}, {money.written(amount, currency, by.interface)}" if amount else str(remedy)
    conversation.record(event, by=by, name=name, **more)
    publish.changed(conversation.number)


def _as_written(remedy: Remedy) -> dict[str, Any]:
    fields: dict[str, Any] = {name: getattr(remedy, name) for name in (*_WRITTEN, "is_goodwill")}
    for row in remedy.prices.all():
        fields[row.currency] = [_plain(value) for value in (row.cost, row.agent_most, row.lead_most)]
    return fields


def _plain(value: object) -> str | None:
    """A sum as the audit log keeps it."""
    return f"{value:.2f}" if isinstance(value, Decimal) else None
