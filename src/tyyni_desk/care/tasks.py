"""The jobs of care: a message is read with the engine and starts clocks, what was kept too long is forgotten.

Those that watch promises and clocks are in their packages.
"""

from __future__ import annotations

from tyyni_desk.care import actions, queries
from tyyni_desk.care.clocks import actions as starting
from tyyni_desk.care.clocks import tasks as clocks
from tyyni_desk.care.exposure import actions as exposure
from tyyni_desk.care.holds import actions as holds
from tyyni_desk.care.promises import tasks as promises
from tyyni_desk.care.safety import actions as safety
from tyyni_desk.conversations.models import Message
from tyyni_desk.jobs.registry import every, job

__all__ = ["clocks", "forget", "promises", "read_message"]


@job(attempts=4)
def read_message(message_id: int) -> None:
    message = Message.objects.filter(pk=message_id).select_related("conversation__customer").first()
    if message is not None:
        reading = actions.read(message)
        # With the conversation as the reading left it: its language tells the country whose law counts.
        starting.start(reading.message, queries.value_of(reading))


@every(3600)
@job()
def forget() -> None:
    safety.forget_dangers()
    exposure.forget()
    holds.forget_old()
