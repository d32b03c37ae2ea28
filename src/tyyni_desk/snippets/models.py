"""Snippets: texts that agents insert, with tags that fetch the customer's and the order's data."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tyyni_desk.people.models import LANGUAGES, Agent, Retirable, Team


class Snippet(Retirable):
    """One text in up to three languages; with a team it is that team's, without it everybody's."""

    name = models.CharField(max_length=100)
    shortcut = models.SlugField(max_length=40, unique=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    updated_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audited_as(self) -> str:
        return self.shortcut


class SnippetText(models.Model):
    snippet = models.ForeignKey(Snippet, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=LANGUAGES)
    body = models.TextField()
    uses = models.PositiveIntegerField(default=0)  # how often it was inserted, by nobody in particular
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["snippet", "language"], name="one_text_a_language")]
