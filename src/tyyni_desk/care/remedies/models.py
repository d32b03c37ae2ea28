"""The catalogue of remedies, every remedy given, what waits for a lead, and the company's limits."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Agent, Customer, Order, Retirable

MINUTES = 25  # that arguing takes, until the company says otherwise
# What such a minute costs, until the company says otherwise: 0.60 euros, and about as much elsewhere.
MINUTE_COSTS = {"EUR": Decimal("0.60"), "PLN": Decimal("2.60"), "GBP": Decimal("0.52")}


class Remedy(Retirable):
    """Something that the company can do."""

    class Kind(models.TextChoices):
        REFUND = "refund", _("Money back")
        DISCOUNT = "discount", _("Lower price, voucher or compensation")
        REPLACEMENT = "replacement", _("A new one")
        REPAIR = "repair", _("Repair")
        SERVICE = "service", _("Another service or another time")
        SELF_HELP = "self_help", _("What the customer can do at once")

    kind = models.CharField(max_length=11, choices=Kind.choices)
    names = models.JSONField(default=dict)  # by language
    # By language, for the customer; "[te|sinä]" stands for forms of address, {{ sum }} for the sum.
    sentences = models.JSONField(default=dict)
    steps = models.JSONField(default=dict)  # by language: what the customer does, a line each
    requests = models.JSONField(default=list)  # those of the readings that it fits; none: all
    order_states = models.JSONField(default=list)  # none: any, and no order is needed
    most_days = models.PositiveSmallIntegerField(null=True)  # since the order
    channels = models.JSONField(default=list)  # none: any
    percent = models.PositiveSmallIntegerField(null=True)  # of the order's total; else the cost is a fixed sum
    # A gesture counts against the budget and the customer's limit; what is owed anyway does not.
    is_goodwill = models.BooleanField(default=True)
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "remedies"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(percent__isnull=True) | models.Q(percent__range=(1, 100)),
                name="remedy_1_to_100_percent",
            )
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        return self.names.get(language) or self.names.get("en") or next(iter(self.names.values()), "")

    @property
    def is_self_help(self) -> bool:
        return self.kind == self.Kind.SELF_HELP


class RemedyPrice(models.Model):
    """What a remedy costs in one currency, and how much of it each role gives. Without a row it is not offered there.

    Neither sum is ever turned into another currency.
    """

    remedy = models.ForeignKey(Remedy, on_delete=models.CASCADE, related_name="prices")
    currency = models.CharField(max_length=3)
    cost = models.DecimalField(max_digits=9, decimal_places=2, null=True)  # None: a share of the order
    agent_most = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    lead_most = models.DecimalField(max_digits=9, decimal_places=2, default=0)  # more than this only an admin gives

    class Meta:
        ordering: ClassVar = ["currency"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["remedy", "currency"], name="one_price_a_currency")]


class RemedyRequest(models.Model):
    """An agent asks a lead to give more than the agent may."""

    remedy = models.ForeignKey(Remedy, on_delete=models.PROTECT, related_name="asked")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="remedy_requests")
    sum = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3)
    reasons = models.JSONField(default=list)  # of queries.REASONS: why a lead must decide
    why = models.TextField()
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    is_granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["at"], name="remedies_to_decide", condition=models.Q(is_granted__isnull=True))
        ]


class RemedyGiven(models.Model):
    """A remedy that a customer was given. One that was taken back stays, with who took it back and when."""

    remedy = models.ForeignKey(Remedy, on_delete=models.PROTECT, related_name="given")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="remedies")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="remedies")
    order = models.ForeignKey(Order, null=True, on_delete=models.SET_NULL, related_name="+")
    request = models.OneToOneField(RemedyRequest, null=True, on_delete=models.SET_NULL, related_name="given")
    sum = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3)
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        verbose_name_plural = "remedies given"
        indexes: ClassVar = [
            models.Index(fields=["customer", "-at"], name="remedies_of_a_customer"),
            models.Index(fields=["currency", "at"], name="remedies_by_month"),
            models.Index(fields=["remedy", "at"], name="outcomes_of_a_remedy"),
        ]


class GoodwillRules(models.Model):
    """What arguing takes, and how many gestures one customer gets before a lead decides. One row at most."""

    minutes = models.PositiveSmallIntegerField(default=MINUTES)
    most_times = models.PositiveSmallIntegerField(null=True, default=3)  # in so many days; None: no limit
    days = models.PositiveSmallIntegerField(default=90)


class CurrencyRules(models.Model):
    """The sums of one currency: what a minute costs, a month's budget, and one customer's limit. None: no limit."""

    currency = models.CharField(max_length=3, unique=True)
    minute_cost = models.DecimalField(max_digits=6, decimal_places=2)
    month_budget = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    customer_most = models.DecimalField(max_digits=9, decimal_places=2, null=True)

    class Meta:
        ordering: ClassVar = ["currency"]
        verbose_name_plural = "currency rules"
