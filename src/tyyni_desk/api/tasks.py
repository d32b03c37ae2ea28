"""Periodic work of the API."""

from __future__ import annotations

from tyyni_desk.api import actions
from tyyni_desk.jobs.registry import every, job


@every(3600)
@job()
def forget_answers() -> None:
    actions.forget_answers()
