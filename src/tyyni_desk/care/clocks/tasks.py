"""The job that rings the clocks."""

from __future__ import annotations

from django.utils import timezone

from tyyni_desk.care.clocks import actions
from tyyni_desk.care.clocks.models import Clock
from tyyni_desk.jobs.registry import every, job


@every(60)
@job()
def ring_clocks() -> None:
    now = timezone.now()
    for clock in Clock.objects.filter(ring_at__lte=now):
        actions.ring(clock, now=now)
