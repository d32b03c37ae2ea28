"""Outgoing webhooks: where events are sent, and every attempt to send one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from tyyni_desk.conversations.models import Message


class Webhook(models.Model):
    """An address that is told of events, signed with its own secret."""

    url = models.URLField(max_length=500)
    events = models.JSONField(default=list)  # names of events.EVENTS; empty means all
    secret = models.TextField()  # encrypted (lib.secrets)
    # After a change of the secret the old one signs too, until then.
    old_secret = models.TextField(blank=True)
    old_until = models.DateTimeField(null=True)
    is_enabled = models.BooleanField(default=True)
    allows_private = models.BooleanField(default=False)  # may point into the company's own network
    failing_since = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)  # it failed just now: nobody asks it before
    gave_up_at = models.DateTimeField(null=True)  # switched off because it failed for days
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.url


class WebhookDelivery(models.Model):
    """One event on its way to one address, kept until it is delivered or given up."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    # An answer that is called back takes the news of it along.
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="+")
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
        indexes: ClassVar = [models.Index(fields=["created_at"], name="old_webhook_deliveries")]
