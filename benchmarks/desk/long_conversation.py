"""A conversation of 200 messages: what its page and its next step cost. A part of review_latency.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from statistics import median
from time import thread_time
from typing import Any

from benchmarks.reviewing import cases

_MESSAGES = 200
_TIMES = 7
LONG_HEADER = [
    "language",
    "page, queries",
    "page, first time, ms",
    "page, ms",
    "step, queries",
    "step, first time, ms",
    "step, ms",
]
LONG_HEAD = f"""
# A conversation with {_MESSAGES} messages

Half of them the customer's, half of them answers of 120 words; time of the processor, the median of {_TIMES}. *Page*:
the whole of it, with the queue beside it; *first time* before its messages were drawn in this process. *Step*: the step
engine and the cards beside the conversation, which the page asks for when it is there; the first time a process hears
the conversation it reads every answer, later only new ones. A server loads the engine when it starts, and hears what
waits in its queue; here the engine alone is loaded.
"""


def long_conversation(client: Any, language: Any) -> list[str]:
    """The cells of a row; ``client`` is Django's, signed in, ``language`` one of the engine's literals."""
    number = _filled(language)
    address = f"/conversations/{number}"
    client.get("/queue/open")
    drawn, first = (_milliseconds(partial(client.get, path)) for path in (address, f"{address}/step"))
    page, step = (_measured(client, path) for path in (address, f"{address}/step"))
    return [str(page[0]), f"{drawn:.0f}", f"{page[1]:.0f}", str(step[0]), f"{first:.0f}", f"{step[1]:.0f}"]


def _filled(language: Any) -> int:
    from django.utils import timezone

    from tyyni_desk.care import actions as care
    from tyyni_desk.conversations import actions
    from tyyni_desk.conversations.models import Message
    from tyyni_desk.people import actions as people
    from tyyni_desk.people.models import Agent

    made = cases(language)
    customer = people.known_as("email", f"long-{language}@asiakas.example", name="Matti Korhonen")
    conversation = actions.begin(customer, subject="Tilaus", channel="email", language=language)
    agent, began = Agent.objects.get(), timezone.now() - timedelta(days=20)
    for hour in range(0, _MESSAGES, 2):
        case, at = made[hour // 2 % len(made)], began + timedelta(hours=hour)
        message = actions.receive(conversation, text=f"{case.row.message} ({hour})", at=at)
        Message.objects.create(
            conversation=conversation, kind="agent", agent=agent, text=case.draft, created_at=at + timedelta(hours=1)
        )
        care.read(message)
    return conversation.number


def _measured(client: Any, address: str) -> tuple[int, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return len(queries), median(_milliseconds(lambda: client.get(address)) for _ in range(_TIMES))


def _milliseconds(call: Callable[[], object]) -> float:
    began = thread_time()
    call()
    return 1000 * (thread_time() - began)
