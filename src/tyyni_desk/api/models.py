"""Access to the API: tokens with scopes, and answers kept so that a repeated write happens once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from tyyni_desk.people.models import Agent


class Token(models.Model):
    """A key for a program. Only its hash is kept."""

    name = models.CharField(max_length=80)
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class KeptAnswer(models.Model):
    """What a write answered, by its Idempotency-Key, for a day."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request = models.CharField(max_length=64)  # SHA-256 of method, path and body
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "key"], name="answer_once")]
