"""Reads about those who work on the desk: everybody, who was invited, the teams."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tyyni_desk.people.models import Agent, Invitation, Team


def everybody() -> QuerySet[Agent]:
    """Those who may sign in first, then those who were switched off."""
    return Agent.objects.prefetch_related("teams").order_by("-is_active", "name")


def open_invitations() -> QuerySet[Invitation]:
    """Not yet used and not older than a week; the first admin's link is nobody's business."""
    since = timezone.now() - timedelta(days=7)
    found = Invitation.objects.filter(accepted_at=None, created_at__gt=since).exclude(email="")
    return found.select_related("by").order_by("-created_at")


def teams() -> QuerySet[Team]:
    """With how many people are in each."""
    return Team.objects.annotate(size=Count("agents", filter=Q(agents__is_active=True))).order_by("name")
