"""Reads a customer's message with the engine and keeps what it says, with the queue's order that follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

import tyyni
from tyyni.protocol.temperature import temperatures
from tyyni_desk.care import queries
from tyyni_desk.care.clocks import queries as clocks
from tyyni_desk.care.corrections.values import corrected
from tyyni_desk.care.exposure import actions as exposure
from tyyni_desk.care.models import Reading
from tyyni_desk.care.promises import queries as promises
from tyyni_desk.care.safety import actions as safety
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.live import publish

_MEMORY = 0.6  # share of the former heat that a calmer turn leaves, as in the engine's playbook
# How much longer a customer seems to have waited than they have. A hundred degrees go before three days of waiting,
# danger before all; thanks and jokes can wait a day.
_HEAT = timedelta(days=3)
_REPEAT = timedelta(days=1)
_PUBLIC = timedelta(hours=12)  # others read along (S4.7)
_DANGER = timedelta(days=365)
_LIGHT = timedelta(days=-1)
_BROKEN = timedelta(days=3)  # a promise that was not kept
_LAW = timedelta(days=5)  # a clock whose safe day is tomorrow at the latest
_DUE = timedelta(days=2)  # one that is due today
_LIGHT_KINDS = ("praise", "prank")
_DANGERS = ("violence", "self_harm")
_SHOWN = ("emotion", "abuse", "kind", "requests", "threats", "repeat", "vulnerable", "order", "unsure")


def read(message: Message) -> Reading:
    """Read ``message`` in the light of what was said before it."""
    before = queries.history(message)
    read_as = tyyni.read(message.text, channel=message.channel, history=before, profile=queries.profile())
    with transaction.atomic():
        reading = Reading.objects.filter(message=message).first() or Reading(message=message)
        set_right(reading, read_as.as_dict())
        reading.engine = tyyni.__version__
        reading.save()
        follow(reading).record("read", by=None, message=message.pk)
    return reading


def follow(reading: Reading) -> Conversation:
    """What comes of a reading: the heat, the queue's order, incidents. Returns where the message is now."""
    # Asked again: the message may have changed hands while it was read.
    held = Conversation.objects.select_for_update(of=("self",)).select_related("customer")
    conversation = reading.message.conversation = held.get(messages=reading.message)
    _cool_and_heat(conversation)
    safety.consider(reading.message, reading.labels)
    if conversation.assignee:
        exposure.meet(conversation.assignee, conversation)
    publish.changed(conversation.number)
    return conversation


def set_right(reading: Reading, as_read: dict[str, Any]) -> None:
    """Fill in what the engine read, with what agents say against it."""
    values = dict(reading.message.corrections.values_list("name", "value"))
    reading.labels = corrected(as_read, values) if values else as_read
    reading.as_read = as_read if values else None


@transaction.atomic
def reconsider(number: int) -> None:
    """The heat of a conversation whose messages changed hands."""
    _cool_and_heat(Conversation.objects.select_for_update().get(pk=number))


def _cool_and_heat(conversation: Conversation) -> None:
    """The temperature after each turn, and what the queue shows and sorts by, from every reading so far."""
    readings = list(queries.readings_of(conversation))
    course = temperatures([reading.labels["intensity"] for reading in readings], memory=_MEMORY)
    changed = [at for at, reading in enumerate(readings) if reading.temperature != course[at]]
    for at in changed:
        readings[at].temperature = course[at]
    Reading.objects.bulk_update([readings[at] for at in changed], ["temperature"])
    conversation.temperature, conversation.signals = 0, {}
    conversation.care_at = conversation.waiting_since or conversation.last_message_at
    if conversation.channel == "review":
        conversation.care_at -= _PUBLIC
    if readings:
        last = readings[-1].labels
        conversation.temperature = course[-1]
        conversation.signals = {name: last[name] for name in _SHOWN}
        conversation.care_at -= _patience(course[-1], last)
        if last["language"] != "und":
            conversation.language = last["language"]
    _owe(conversation)
    conversation.save(update_fields=["temperature", "signals", "language", "care_at"])


def _owe(conversation: Conversation) -> None:
    """What is promised brings the conversation forward on its day, and more so after it; so does the law."""
    owed, clock = promises.signs(conversation), clocks.signs(conversation)
    if clock:
        conversation.signals["clock"] = clock
        conversation.care_at -= _LAW if clocks.is_near(clock) else timedelta()
    if owed:
        conversation.signals["promises"] = owed
        if owed["broken"]:
            conversation.care_at -= _BROKEN
        elif promises.is_today(owed):
            conversation.care_at -= _DUE


def _patience(temperature: int, labels: Mapping[str, Any]) -> timedelta:
    if any(threat in labels["threats"] and f"threat.{threat}" not in labels["unsure"] for threat in _DANGERS):
        return _DANGER
    lighter = _LIGHT if labels["kind"] in _LIGHT_KINDS else timedelta()
    return _HEAT * (temperature / 100) + (_REPEAT if labels["repeat"] else timedelta()) + lighter
