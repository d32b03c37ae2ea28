"""Incidents, and the messages that are kept as evidence."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Agent


class Incident(models.Model):
    """Somebody may be hurt. It hangs on the message alone, never on a customer's profile."""

    class Kind(models.TextChoices):
        VIOLENCE = "violence", _("Threat of violence")
        SELF_HARM = "self_harm", _("A person may be in danger")
        INJURY = "injury", _("Injury or fire from a product")

    kind = models.CharField(max_length=9, choices=Kind.choices)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="incidents")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    raised_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")  # None: the reading
    outcome = models.TextField(blank=True)  # what was done, or that it was read wrongly
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "kind"], name="one_incident_each")]


class Evidence(models.Model):
    """A message that stays as it is and where it is: it cannot be deleted, and not be merged or split away."""

    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="evidence")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "evidence"
