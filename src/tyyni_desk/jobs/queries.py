"""Reads about jobs: what waits, what gave up."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from tyyni_desk.jobs.models import Job


def oldest_due() -> datetime | None:
    """When the job that has waited longest should have run; None when none waits."""
    due = Job.objects.filter(gave_up_at=None, leased_until=None, run_after__lte=timezone.now())
    return due.order_by("run_after").values_list("run_after", flat=True).first()


def given_up() -> QuerySet[Job]:
    return Job.objects.exclude(gave_up_at=None)
