"""A guide or a support line that the team keeps for itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from tyyni_desk.people.models import Agent, Retirable


class Guide(Retirable):
    """For agents, never sent to customers. ``languages`` are those of the conversations in which it is shown."""

    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    # When it fits, by the reading of the customer's last message and the conversation's tags; empty: always.
    kinds = models.JSONField(default=list, blank=True)
    requests = models.JSONField(default=list, blank=True)
    threats = models.JSONField(default=list, blank=True)
    tags = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    updated_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["title", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text="", link=""), name="a_guide_says_or_leads_somewhere")
        ]

    def __str__(self) -> str:
        return self.title
