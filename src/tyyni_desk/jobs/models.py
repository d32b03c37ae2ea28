"""Work for later, kept in the same database as what it is about: both are committed, or neither."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Job(models.Model):
    """One call to make. A worker takes it by a lease; a lease that ran out means that the worker died."""

    name = models.CharField(max_length=80)
    arguments = models.JSONField(default=list)
    run_after = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    gave_up_at = models.DateTimeField(null=True)  # shown on the page of failed jobs, with a retry
    # Two waiting jobs with the same key are one.
    key = models.CharField(max_length=120, null=True, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["run_after", "id"]
        indexes: ClassVar = [
            models.Index(fields=["run_after", "id"], name="jobs_due", condition=models.Q(gave_up_at__isnull=True))
        ]


class Beat(models.Model):
    """When a worker or a periodic job was last alive; doctor and health read it."""

    name = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField(default=timezone.now)
    detail = models.CharField(max_length=200, blank=True)
