"""A version of the rulebook; the latest holds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from tyyni_desk.people.models import Agent
from tyyni_desk.routing.rules.values import MOST, Rulebook, read


class RulebookVersion(models.Model):
    """The rules in their order as JSON, so that an earlier version can hold again as it was."""

    is_on = models.BooleanField(default=True)
    most = models.PositiveSmallIntegerField(default=MOST)
    rules = models.JSONField(default=list)
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-id"]

    @property
    def book(self) -> Rulebook:
        return Rulebook(is_on=self.is_on, most=self.most, rules=read(self.rules))
