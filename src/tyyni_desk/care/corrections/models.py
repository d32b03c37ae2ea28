"""What an agent says of a message against the engine, and whether the company gives that away to train it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from tyyni_desk.conversations.models import Message
from tyyni_desk.people.models import Agent


class Correction(models.Model):
    """One label of one message, set right. It outlives every later reading of the message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="corrections")
    name = models.CharField(max_length=40)  # "emotion", "request.refund" …
    value = models.CharField(max_length=20)
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "name"], name="each_label_corrected_once")]


class Sharing(models.Model):
    """The company lets corrections become training data, from when until when."""

    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
