"""The job that reads a message with the engine and starts the clocks; those of a concern are in its own package."""

from __future__ import annotations

from tyyni_desk.care import actions, queries
from tyyni_desk.care.clocks import actions as starting
from tyyni_desk.care.clocks import tasks as clocks
from tyyni_desk.care.promises import tasks as promises
from tyyni_desk.conversations.models import Message
from tyyni_desk.jobs.registry import job

__all__ = ["clocks", "promises", "read_message"]


@job(attempts=4)
def read_message(message_id: int) -> None:
    message = Message.objects.filter(pk=message_id).select_related("conversation").first()
    if message is not None:
        starting.start(message, queries.value_of(actions.read(message)))
