"""The job that reads a message with the engine, and the one that forgets why held drafts were sent."""

from __future__ import annotations

from tyyni_desk.care import actions
from tyyni_desk.care.holds import actions as holds
from tyyni_desk.conversations.models import Message
from tyyni_desk.jobs.registry import every, job


@job(attempts=4)
def read_message(message_id: int) -> None:
    message = Message.objects.filter(pk=message_id).select_related("conversation").first()
    if message is not None:
        actions.read(message)


@every(6 * 3600)
@job()
def forget_old_holds() -> None:
    holds.forget_old()
