"""Which remedies fit a conversation and why, what became of them before, and when to settle at once (S0.12, S4.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tyyni_desk.care.boundaries.queries import boundaries_of
from tyyni_desk.care.remedies import limits
from tyyni_desk.care.remedies.matter import Matter, matter_of, may_offer, may_settle
from tyyni_desk.care.remedies.models import Remedy, RemedyGiven, RemedyRequest
from tyyni_desk.care.remedies.wording import Speech, clause
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.lib import money
from tyyni_desk.people.models import Agent, Customer

BACK = timedelta(days=30)  # who comes back later comes about something else
FEWEST = 5  # outcomes that tell anything
_SHOWN = 4
_EARLIER = 20
_IN_DRAFT = 3
# What a boundary with the customer takes out, by its limit.
_LIMITED = {"refund": Remedy.Kind.REFUND, "discount": Remedy.Kind.DISCOUNT}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of those given so long ago that it can be told: how many, and after how many the customer stayed content."""

    given: int = 0
    stayed: int = 0

    @property
    def is_enough(self) -> bool:
        return self.given >= FEWEST


@dataclass(frozen=True, slots=True)
class Fit:
    """A remedy that fits. ``requests`` are those it answers; ``reasons`` say why a lead must decide, if one must."""

    remedy: Remedy
    amount: Decimal | None  # None: to be written by the agent
    currency: str
    requests: tuple[str, ...]
    order_state: str
    order_days: int | None
    outcome: Outcome
    reasons: tuple[str, ...]
    text: str  # for the reply


@dataclass(frozen=True, slots=True)
class Settling:
    """Arguing would cost more than the matter is worth, so this is proposed at once; with the arithmetic."""

    fit: Fit
    worth: Decimal
    minutes: int
    minute_cost: Decimal
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Offers:
    """All that stands beside a conversation."""

    settle: Settling | None
    fits: tuple[Fit, ...]
    self_help: tuple[Fit, ...]
    language: str


def catalogue(*, retired: bool = False) -> QuerySet[Remedy]:
    return Remedy.objects.filter(retired_at__isnull=not retired).prefetch_related("prices").order_by("kind", "id")


def offers(conversation: Conversation, *, agent: Agent) -> Offers:
    """What ``agent`` may offer here, the best first."""
    matter, speech = matter_of(conversation), Speech(conversation)
    found = fitting(conversation, matter, speech, agent=agent)
    paid = [fit for fit in found if not fit.remedy.is_self_help]
    settle = settling(conversation, matter, paid)
    shown = [fit for fit in paid if settle is None or fit is not settle.fit][:_SHOWN]
    helps = [fit for fit in found if fit.remedy.is_self_help]
    return Offers(settle, tuple(shown), tuple(helps[:_SHOWN]), speech.language)


def fitting(conversation: Conversation, matter: Matter, speech: Speech, *, agent: Agent) -> list[Fit]:
    """Those that fit the request, the order and the channel; what answers the request most exactly goes first."""
    if not matter.is_real or not may_offer(conversation):
        return []
    barred = {limit for boundary in boundaries_of(conversation.customer) for limit in boundary.limits}
    chosen = [one for one in catalogue() if _fits(one, conversation, matter) and not _is_barred(one, barred)]
    became = outcomes(chosen)
    state = limits.state(conversation.customer, matter.currency)
    found = [_fit(one, matter, speech, became.get(one.pk, Outcome()), state, agent) for one in chosen]
    found = [fit for fit in found if fit.text]
    return sorted(found, key=lambda fit: (not fit.requests, bool(fit.reasons), fit.amount or Decimal(0), fit.remedy.pk))


def settling(conversation: Conversation, matter: Matter, fits: Iterable[Fit]) -> Settling | None:
    """A remedy to give at once, when the matter is worth less than the arguing (S4.6); None otherwise."""
    if matter.worth is None or not matter.worth or not may_settle(conversation, matter):
        return None
    minutes, minute_cost = limits.rules().minutes, limits.rules_for(matter.currency).minute_cost
    cost = minutes * minute_cost
    if matter.worth >= cost:
        return None
    ready = [fit for fit in fits if fit.amount and fit.amount <= cost and not fit.reasons]
    return Settling(ready[0], matter.worth, minutes, minute_cost, cost) if ready else None


def outcomes(remedies: Iterable[Remedy]) -> dict[int, Outcome]:
    """By remedy: what became of those given more than 30 days ago. A customer came back who complained again."""
    again = Message.objects.filter(
        Q(conversation=OuterRef("conversation")) | Q(conversation__follows=OuterRef("conversation")),
        kind=Message.Kind.CUSTOMER,
        is_automatic=False,
        created_at__gt=OuterRef("at"),
        created_at__lte=OuterRef("at") + BACK,
        reading__labels__kind="grievance",
    )
    told = RemedyGiven.objects.filter(remedy__in=list(remedies), undone_at=None, at__lte=timezone.now() - BACK)
    counted = told.annotate(came_back=Exists(again)).values("remedy")
    rows = counted.annotate(given=Count("pk"), stayed=Count("pk", filter=Q(came_back=False))).order_by()
    return {row["remedy"]: Outcome(row["given"], row["stayed"]) for row in rows}


def given_in(conversation: Conversation) -> QuerySet[RemedyGiven]:
    """What stands of what was given in a conversation, the latest first."""
    return conversation.remedies.filter(undone_at=None).select_related("remedy", "by")


def earlier(customer: Customer, *, but: Conversation | None = None) -> list[RemedyGiven]:
    """What a customer was given, under every address that is theirs, the latest first (S1.9)."""
    rows = RemedyGiven.objects.filter(customer=customer, undone_at=None).select_related("remedy", "by", "order")
    return list((rows.exclude(conversation=but) if but else rows)[:_EARLIER])


def waiting(conversation: Conversation | None = None) -> QuerySet[RemedyRequest]:
    """Requests that no lead has decided; of one conversation, or all."""
    found = RemedyRequest.objects.filter(is_granted=None).select_related("remedy", "by", "conversation__customer")
    return found.filter(conversation=conversation) if conversation else found


def answered(conversation: Conversation) -> QuerySet[RemedyRequest]:
    """Those that a lead refused, with the reason; what was granted stands among the given."""
    return conversation.remedy_requests.filter(is_granted=False).select_related("remedy", "decided_by")


def facts(conversation: Conversation, *, agent: Agent) -> dict[str, Any]:
    """For a draft: what was given here, else what to settle with, else what the customer may choose from."""
    if not may_offer(conversation):
        return {}
    found, speech = offers(conversation, agent=agent), Speech(conversation)
    given = given_in(conversation).first()
    if given:
        return {"remedy": clause(speech.sentence(given.remedy, given.sum, given.currency))}
    if found.settle:
        return {"remedy": clause(found.settle.fit.text)}
    ready = [clause(fit.text) for fit in found.fits if fit.requests and not fit.reasons and fit.amount is not None]
    return {"options": ready[:_IN_DRAFT]} if ready else {}


def exported(customer: Customer) -> list[dict[str, str]]:
    """Every remedy that a customer was given, as they may read it (GDPR art. 15)."""
    rows = RemedyGiven.objects.filter(customer=customer).select_related("remedy").order_by("pk")
    language = customer.language or "en"
    return [
        {
            "at": row.at.isoformat(),
            "what": row.remedy.name_in(language),
            "sum": str(row.sum),
            "currency": row.currency,
            "taken_back_at": row.undone_at.isoformat() if row.undone_at else "",
        }
        for row in rows
    ]


def _fits(remedy: Remedy, conversation: Conversation, matter: Matter) -> bool:
    order = matter.order
    if remedy.requests and not set(remedy.requests) & set(matter.requests):
        return False
    if remedy.channels and conversation.channel not in remedy.channels:
        return False
    if remedy.order_states and (order is None or order.state.lower() not in remedy.order_states):
        return False
    days = _days(matter)
    if remedy.most_days is not None and (days is None or days > remedy.most_days):
        return False
    return remedy.is_self_help or any(price.currency == matter.currency for price in remedy.prices.all())


def _is_barred(remedy: Remedy, barred: set[str]) -> bool:
    """A boundary that was set with the customer is kept; what they are owed is theirs all the same."""
    return remedy.is_goodwill and any(remedy.kind == _LIMITED.get(limit) for limit in barred)


def _fit(remedy: Remedy, matter: Matter, speech: Speech, outcome: Outcome, state: limits.State, agent: Agent) -> Fit:
    amount = cost_of(remedy, matter)
    reasons = limits.reasons(remedy, amount or Decimal(0), state, by=agent)
    return Fit(
        remedy=remedy,
        amount=amount,
        currency=matter.currency,
        requests=tuple(name for name in matter.requests if name in remedy.requests),
        order_state=matter.order.state if matter.order and remedy.order_states else "",
        order_days=_days(matter) if remedy.most_days is not None else None,
        outcome=outcome,
        reasons=tuple(reasons),
        text=speech.whole(remedy, amount, matter.currency),
    )


def cost_of(remedy: Remedy, matter: Matter) -> Decimal | None:
    """What it costs here: nothing, a fixed sum, or a share of the order; None where that is not known."""
    if remedy.is_self_help:
        return Decimal(0)
    if remedy.percent is not None:
        return money.share(matter.order.total, remedy.percent) if matter.order else None
    price = next((row for row in remedy.prices.all() if row.currency == matter.currency), None)
    return price.cost if price else None


def _days(matter: Matter) -> int | None:
    if matter.order is None or matter.order.ordered_at is None:
        return None
    return (timezone.now() - matter.order.ordered_at).days
