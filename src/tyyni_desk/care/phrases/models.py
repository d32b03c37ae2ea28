"""A phrase that the team avoids."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from tyyni_desk.people.models import LANGUAGES, Agent


class AvoidedPhrase(models.Model):
    """The review points it out in a draft of its language, with what to write instead."""

    language = models.CharField(max_length=2, choices=LANGUAGES)
    words = models.CharField(max_length=100)
    instead = models.CharField(max_length=200, blank=True)  # empty: best left out
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["language", "words"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["language", "words"], name="one_phrase_a_language")]

    def __str__(self) -> str:
        return self.words
