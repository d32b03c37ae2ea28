"""Outgoing webhooks: where events are sent, and every attempt to send one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Webhook(models.Model):
    """An address that is told of events, signed with its own secret."""

    url = models.URLField(max_length=500)
    events = models.JSONField(default=list)  # kinds of Event; empty means all
    secret = models.TextField()  # encrypted (lib.secrets)
    is_enabled = models.BooleanField(default=True)
    allows_private = models.BooleanField(default=False)  # may point into the company's own network
    created_at = models.DateTimeField(default=timezone.now)


class WebhookDelivery(models.Model):
    """One event on its way to one address, kept until it is delivered or given up."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)
    body = models.TextField()
    attempts = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True)  # of the last answer
    answer = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "webhook deliveries"
        ordering: ClassVar = ["-id"]
