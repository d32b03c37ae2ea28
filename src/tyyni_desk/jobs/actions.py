"""What a person may do with jobs that gave up."""

from __future__ import annotations

from django.utils import timezone

from tyyni_desk.jobs import wake
from tyyni_desk.jobs.models import Job


def retry(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(gave_up_at=None, attempts=0, run_after=timezone.now(), leased_until=None)
    wake.workers()


def release_all() -> int:
    """At the start of the only process: every lease belongs to a process that is gone."""
    return Job.objects.exclude(leased_until=None).update(leased_until=None)


def forget(job: Job) -> None:
    """It gave up, and what it was about says so itself."""
    job.delete()
