"""Hostile messages that reached an agent, and the rest that was offered after a severe one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations.models import Message
from tyyni_desk.people.models import Agent


class Exposure(models.Model):
    """One hostile message of a customer reached one agent. Seen by that agent; by leads as a figure of many."""

    class Severity(models.TextChoices):
        MILD = "mild", _("mild")
        SEVERE = "severe", _("severe")

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+")
    severity = models.CharField(max_length=6, choices=Severity.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agent", "message"], name="met_once")]
        indexes: ClassVar = [models.Index(fields=["agent", "at"], name="met_by_an_agent")]


class Aftercare(models.Model):
    """After a severe message: a break or a swap is offered, and a lead is asked to speak with the person."""

    class Choice(models.TextChoices):
        BREAK = "break", _("A break")
        SWAP = "swap", _("A swap")
        NEITHER = "neither", _("Neither, thanks")

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # Whether the agent has answered the offer; what they chose is kept nowhere.
    is_answered = models.BooleanField(default=False)
    spoken_at = models.DateTimeField(null=True)
    spoken_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["at"]
