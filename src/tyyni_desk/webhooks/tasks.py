"""The jobs of webhooks; the work is in plain functions that tests call directly."""

from __future__ import annotations

from tyyni_desk.jobs.registry import every, job
from tyyni_desk.webhooks import actions, sending


@job(attempts=5, lease=120)
def deliver(delivery_id: int) -> None:
    again = sending.send(delivery_id)
    if again is not None:
        deliver.later(delivery_id, at=again)


@every(86_400)
@job()
def forget_old() -> None:
    actions.forget_old()
