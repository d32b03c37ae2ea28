"""A version of a playbook."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from tyyni_desk.conversations.models import CHANNELS
from tyyni_desk.people.models import Agent, Team


class PlaybookVersion(models.Model):
    """The latest of a channel and team holds there; an empty text gives way to the wider one."""

    text = models.TextField(blank=True)
    channel = models.CharField(max_length=12, choices=CHANNELS, blank=True)  # empty: every channel
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="playbooks")
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["channel", "team", "-id"], name="playbook_that_holds")]
