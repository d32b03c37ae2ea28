"""A statutory clock that a message has started, and which rules the company lets start one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tyyni_desk.conversations.models import Message
from tyyni_desk.people.models import Agent


class Clock(models.Model):
    """It hangs on the message that started it, and stops with the answer that takes a position, or by a person's word.

    An answer that is called back, or was not delivered, takes its stop with it.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="clocks")
    rule = models.CharField(max_length=24)
    country = models.CharField(max_length=2)  # whose calendar counts
    why = models.JSONField(default=list)  # the customer's words that started it
    started_at = models.DateTimeField()
    legal = models.DateField()
    safe = models.DateField()  # the last working day that is not after the end
    ring_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="stopped_clocks")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["safe", "id"]
        indexes: ClassVar = [
            models.Index(fields=["ring_at"], name="clocks_to_ring", condition=models.Q(ring_at__isnull=False)),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "rule"], name="clock_once")]


class ClockSwitch(models.Model):
    """A rule that the company switched on or off; those without a row stand as they were shipped."""

    rule = models.CharField(max_length=24, unique=True)
    is_on = models.BooleanField()
    checked_by = models.CharField(max_length=120, blank=True)  # the lawyer who looked at it
