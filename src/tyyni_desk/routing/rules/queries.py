"""Reads of the rulebook."""

from __future__ import annotations

from django.db.models import QuerySet

from tyyni_desk.routing.rules.models import RulebookVersion
from tyyni_desk.routing.rules.values import Rulebook


def book() -> Rulebook:
    """The rulebook that holds; before anybody wrote one: on, and without rules."""
    latest = RulebookVersion.objects.first()
    return latest.book if latest else Rulebook()


def versions() -> QuerySet[RulebookVersion]:
    return RulebookVersion.objects.select_related("by")
