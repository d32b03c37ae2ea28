"""The job port: ``@job`` makes a function callable for later, in the same transaction as what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from tyyni_desk.jobs import wake
from tyyni_desk.jobs.models import Job

JOBS: dict[str, JobFunction] = {}
PERIODIC: dict[str, timedelta] = {}


@dataclass(frozen=True, slots=True)
class JobFunction:
    """A function that runs later. It must be right when it runs twice: a worker may die after its last line."""

    name: str
    function: Callable[..., None]
    attempts: int  # before it gives up and shows on the page of failed jobs
    first_delay: float  # seconds; each further attempt waits twice as long
    lease: timedelta  # longer than the function ever takes

    def __call__(self, *arguments: Any) -> None:
        self.function(*arguments)

    def later(self, *arguments: Any, at: datetime | None = None, key: str | None = None) -> None:
        """Write the call down; with ``key``, only if no job with this key waits already."""
        fields = {"name": self.name, "arguments": list(arguments), "run_after": at or timezone.now(), "key": key}
        if key is None:
            Job.objects.create(**fields)
        else:
            Job.objects.bulk_create([Job(**fields)], ignore_conflicts=True)
        transaction.on_commit(wake.workers)


def job(
    *, attempts: int = 5, first_delay: float = 5, lease: float = 300
) -> Callable[[Callable[..., None]], JobFunction]:
    """Make a function a job; arguments must be JSON (ids, not rows)."""

    def register(function: Callable[..., None]) -> JobFunction:
        name = f"{function.__module__.removeprefix('tyyni_desk.')}.{function.__name__}"
        JOBS[name] = JobFunction(name, function, attempts, first_delay, timedelta(seconds=lease))
        return JOBS[name]

    return register


def every(seconds: float) -> Callable[[JobFunction], JobFunction]:
    """Run a job without arguments again and again; in one worker at a time."""

    def register(function: JobFunction) -> JobFunction:
        PERIODIC[function.name] = timedelta(seconds=seconds)
        return function

    return register
