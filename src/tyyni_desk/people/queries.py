"""Reads about people."""

from __future__ import annotations

from django.db.models import QuerySet

from tyyni_desk.people.models import Agent


def answering() -> QuerySet[Agent]:
    """Those to whom a conversation can be given."""
    return Agent.objects.filter(is_active=True).exclude(role=Agent.Role.OBSERVER).order_by("name")
