"""Mail's jobs; the work is in plain functions that tests call directly."""

from __future__ import annotations

from tyyni_desk.jobs.registry import every, job
from tyyni_desk.mail import incoming, outgoing
from tyyni_desk.mail.automatic import acknowledging, surveying


@job(attempts=4)
def parse_mail(raw_id: int) -> None:
    incoming.take_in(raw_id)


@job(attempts=10, lease=600)
def send(delivery_id: int) -> None:
    again = outgoing.send(delivery_id)
    if again is not None:
        send.later(delivery_id, at=again)


@job(attempts=4)
def acknowledge(message_id: int) -> None:
    acknowledging.acknowledge(message_id)


@job(attempts=4)
def ask_how_it_went(conversation_id: int) -> None:
    again = surveying.ask(conversation_id)
    if again is not None:
        ask_how_it_went.later(conversation_id, at=again)


@every(30)
@job()
def sweep() -> None:
    """No queue is the only record: what lies too long is looked at again."""
    outgoing.doubt_the_interrupted()
    for delivery_id in outgoing.overdue():
        send.later(delivery_id, key=f"send:{delivery_id}")
    for raw_id in incoming.overdue():
        parse_mail.later(raw_id, key=f"parse:{raw_id}")
