"""What a customer asks in a conversation, over all that they wrote: the facts so far, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import tyyni
from tyyni.drafting.request import Question, Request
from tyyni.drafting.request import request_of as request_in
from tyyni_desk.care.models import Reading
from tyyni_desk.care.queries import language_of, readings_of, value_of
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Order

_PICTURES = "image/"


@dataclass(frozen=True, slots=True)
class Asked:
    """The request card. ``orders`` are those of the company that the customer named."""

    requests: tuple[str, ...]
    order: str | None
    orders: tuple[Order, ...]
    dates: tuple[str, ...]
    sums: tuple[str, ...]
    deadlines: tuple[str, ...]
    paraphrase: str
    questions: tuple[Question, ...]


def request_of(conversation: Conversation) -> Asked | None:
    """None until a message was read."""
    kept = list(readings_of(conversation).select_related("message"))
    if not kept:
        return None
    readings = [value_of(row) for row in kept]
    order = next((reading.order for reading in reversed(readings) if reading.order), None)
    owned = list(conversation.customer.orders.all()[:10])
    named = tuple(row for row in owned if row.number == order)
    found = _missing(conversation, kept, readings, has_order=bool(order) or len(owned) == 1)
    return Asked(
        requests=tuple(name for name in _all([reading.requests for reading in readings]) if name != "other"),
        order=order,
        orders=named,
        dates=_all([reading.dates for reading in readings]),
        sums=_all([reading.sums for reading in readings]),
        deadlines=_all([reading.deadlines for reading in readings]),
        paraphrase=found.paraphrase,
        questions=found.questions,
    )


def _all(values: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Each once, in the order in which they were said."""
    return tuple(dict.fromkeys(value for group in values for value in group))


def _missing(
    conversation: Conversation, kept: list[Reading], readings: list[tyyni.Reading], *, has_order: bool
) -> Request:
    """Of the last message that asks for something; one that only waits is about the message before."""
    at = next((at for at in reversed(range(len(kept))) if set(readings[at].requests) - {"other"}), len(kept) - 1)
    known = {"order"} if has_order else set()
    known |= {"since"} if any(reading.dates for reading in readings) else set()
    files = conversation.messages.filter(kind="customer", attachments__content_type__startswith=_PICTURES)
    if files.exists():
        known.add("photo")
    return request_in(
        kept[at].message.text,
        readings[at],
        name=conversation.customer.first_name or None,
        channel=conversation.channel,
        language=language_of(conversation),
        known=known,
    )
