"""The job that watches what was promised."""

from __future__ import annotations

from django.utils import timezone

from tyyni_desk.care.promises import actions
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.jobs.registry import every, job


@every(60)
@job()
def watch_promises() -> None:
    now = timezone.now()
    for promise in Promise.objects.filter(ended_at=None, state=Promise.State.OPEN, due_at__lte=now):
        actions.break_late(promise, now=now)
    for promise in Promise.objects.filter(ended_at=None, remind_at__lte=now):
        actions.remind(promise, now=now)
