"""The job that keeps a conversation's words."""

from __future__ import annotations

from tyyni_desk.jobs.registry import job
from tyyni_desk.search import actions


@job()
def index(number: int) -> None:
    actions.index(number)
