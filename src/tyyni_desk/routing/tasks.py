"""The jobs that give conversations out: one when it was read, and those again that nobody could take."""

from __future__ import annotations

from tyyni_desk.jobs.registry import every, job
from tyyni_desk.routing import actions, queries, topics


@job()
def route(number: int) -> None:
    topics.named()  # reads dictionaries, which must not happen while others wait for the lock
    actions.route(number)


@every(30)
@job()
def route_the_waiting() -> None:
    """Somebody has come to work, or has a hand free."""
    topics.named()
    actions.clear()
    for number in queries.worth_trying():
        actions.route(number)
