"""What the company offers and how it is talked with, and what was agreed with one customer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tyyni_desk.people.models import Agent, Customer

LIMITS = {
    "refund": _("no refund"),
    "discount": _("no discount or compensation"),
    "call": _("no calls"),
}


class Policy(models.Model):
    """A version of the company's policy. The latest holds; the others stay, for what was done by them."""

    scope = models.JSONField(default=dict)  # by language: what the company does and does not do
    elsewhere = models.JSONField(default=dict)  # by language: who helps with what it does not do
    contact = models.JSONField(default=dict)  # by language: how it is reached, and how people talk with each other
    excluded = models.JSONField(default=dict)  # by language: words, with commas, for what it does not do
    last_warning = models.BooleanField(default=False)  # one more warning before the end
    review_days = models.PositiveSmallIntegerField(default=90)  # after so long a boundary is looked at again
    notice_days = models.PositiveSmallIntegerField(default=7)  # how often one is told that their contact was ended
    on_threats = models.TextField(blank=True)  # the written instruction: what to do when somebody threatens
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "policies"


class Boundary(models.Model):
    """A limit set with a customer, on conduct and not on the person: what it says, why, and until when."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="boundaries")
    says = models.TextField()
    why = models.TextField()
    limits = models.JSONField(default=list)  # of LIMITS: what is not given
    until = models.DateField(null=True, blank=True)
    follow_up = models.CharField(max_length=300, blank=True)  # how it is followed up, as agreed with the customer
    review_on = models.DateField()
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at"]
        verbose_name_plural = "boundaries"
        indexes: ClassVar = [
            models.Index(fields=["review_on"], name="boundaries_to_review", condition=models.Q(lifted_at=None))
        ]

    def __str__(self) -> str:
        return self.says

    @property
    def is_due(self) -> bool:
        """Whether somebody should look at it again."""
        return self.lifted_at is None and self.review_on <= timezone.localdate()
