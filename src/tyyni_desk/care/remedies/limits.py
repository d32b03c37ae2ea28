"""What a role may give, what a customer and a month have had, and when a lead must decide (S1.9, S4.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tyyni_desk.care.remedies.models import MINUTE_COSTS, CurrencyRules, GoodwillRules, Remedy, RemedyGiven
from tyyni_desk.lib.money import CURRENCIES
from tyyni_desk.people.may import LEADS
from tyyni_desk.people.models import Agent, Customer

# Why a lead decides, in words that say nothing of the customer or of the agent.
REASONS = {
    "authority": _("It is more than you may give."),
    "customer": _("A lead decides on the next remedy for this customer."),
    "budget": _("This month's budget is used: a lead decides."),
}
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Used:
    """A month's budget in one currency, and what was given of it."""

    currency: str
    given: Decimal
    budget: Decimal | None

    @property
    def is_spent(self) -> bool:
        return self.budget is not None and self.given >= self.budget


@dataclass(frozen=True, slots=True)
class State:
    """What a month and a customer have had in one currency; ``times`` are those of every currency."""

    currency: str
    month: Used
    times: int
    sum: Decimal
    most_times: int | None
    most: Decimal | None


def rules() -> GoodwillRules:
    """Those that hold; before a lead wrote any, the default ones, which are not stored."""
    return GoodwillRules.objects.first() or GoodwillRules()


def rules_for(currency: str) -> CurrencyRules:
    found = CurrencyRules.objects.filter(currency=currency).first()
    return found or CurrencyRules(currency=currency, minute_cost=MINUTE_COSTS.get(currency, MINUTE_COSTS["EUR"]))


def goodwill() -> QuerySet[RemedyGiven]:
    """Every gesture that stands and cost something; what was owed anyway is none."""
    return RemedyGiven.objects.filter(undone_at=None, remedy__is_goodwill=True, sum__gt=0)


def used(currency: str) -> Used:
    """What this calendar month's budget has gone to."""
    spent = goodwill().filter(currency=currency, at__gte=_month_began()).aggregate(sum=Sum("sum"))["sum"]
    return Used(currency, spent or _ZERO, rules_for(currency).month_budget)


def budgets() -> list[Used]:
    """Of each currency, the first in the desk's order."""
    return [used(currency) for currency in CURRENCIES]


def most(remedy: Remedy, currency: str, *, role: str) -> Decimal | None:
    """How much of a remedy a role gives without asking; None: as much as is needed."""
    price = next((row for row in remedy.prices.all() if row.currency == currency), None)
    if role == Agent.Role.ADMIN:
        return None
    if price is None:
        return _ZERO
    return price.lead_most if role == Agent.Role.LEAD else price.agent_most


def may_give(remedy: Remedy, amount: Decimal, currency: str, *, by: Agent) -> bool:
    highest = most(remedy, currency, role=by.role)
    return highest is None or amount <= highest


def state(customer: Customer, currency: str) -> State:
    """What the limits say of a customer now; asked for once, for all remedies that fit."""
    held, sums = rules(), rules_for(currency)
    since = timezone.now() - timedelta(days=held.days)
    had = goodwill().filter(customer=customer, at__gte=since)
    counted = had.aggregate(times=Count("pk"), sum=Sum("sum", filter=Q(currency=currency)))
    return State(
        currency, used(currency), counted["times"], counted["sum"] or _ZERO, held.most_times, sums.customer_most
    )


def reasons(remedy: Remedy, amount: Decimal, state: State, *, by: Agent) -> list[str]:
    """Of REASONS, why ``by`` may not give it by themselves. The limits of budget and customer hold for agents only."""
    found = [] if may_give(remedy, amount, state.currency, by=by) else ["authority"]
    if by.role in LEADS or not remedy.is_goodwill or not amount:
        return found
    if is_over(state, amount):
        found.append("customer")
    if state.month.budget is not None and state.month.given + amount > state.month.budget:
        found.append("budget")
    return found


def is_over(state: State, amount: Decimal) -> bool:
    """Whether one more gesture of ``amount`` goes over what a customer gets in the company's days."""
    too_often = state.most_times is not None and state.times >= state.most_times
    too_much = state.most is not None and state.sum + amount > state.most
    return too_often or too_much


def _month_began() -> datetime:
    return timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
