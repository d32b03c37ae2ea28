"""Drafts that rest, and the reasons with which they were sent all the same. Neither knows its author."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone

from tyyni_desk.conversations.models import Conversation

LONGEST_COOLING = 600


def _today() -> date:
    return timezone.localdate()


class Cooling(models.Model):
    """How long a harsh draft rests in this company, in seconds. One row at most."""

    seconds = models.PositiveSmallIntegerField(default=60, validators=[MaxValueValidator(LONGEST_COOLING)])

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(seconds__lte=LONGEST_COOLING), name="cooling_of_ten_minutes")
        ]


class Hold(models.Model):
    """Words that would do harm as they stand. They are known by their digest; a lead reads them only where ``text``
    was filled: at a hard stop, or when their author asked."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="holds")
    digest = models.CharField(max_length=16)
    codes = models.JSONField()
    is_hard = models.BooleanField()
    until = models.DateTimeField()
    text = models.TextField(blank=True)
    advice = models.TextField(blank=True)  # a lead's words to the author, whoever that is
    answered_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "digest"], name="these_words_once")]

    @property
    def is_resting(self) -> bool:
        return self.released_at is None and self.until > timezone.now()


class SentAnyway(models.Model):
    """Why a held draft was sent. By the day, not the minute, so that it leads to no message and no author."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="sent_anyway")
    codes = models.JSONField()
    why = models.TextField()
    on = models.DateField(default=_today)
