"""Sets a label right."""

from __future__ import annotations

from django.db import transaction

from tyyni_desk.care import actions as care
from tyyni_desk.care import queries
from tyyni_desk.care.clocks import actions as clocks
from tyyni_desk.care.corrections import values
from tyyni_desk.care.corrections.models import Correction
from tyyni_desk.care.models import Reading
from tyyni_desk.conversations.models import Message
from tyyni_desk.people.models import Agent


class UnknownLabel(Exception):
    """There is no such label, or it cannot say that."""


@transaction.atomic
def correct(message: Message, *, name: str, value: str, by: Agent) -> None:
    """The label says ``value`` from now on; what the engine itself says takes the correction back."""
    if value not in values.CHOICES.get(name, ()):
        raise UnknownLabel(name)
    reading = Reading.objects.select_for_update(of=("self",)).get(message=message)
    if values.value_of(name, reading.labels) == value:
        return

    as_read = reading.as_read or reading.labels
    if values.value_of(name, as_read) == value:
        message.corrections.filter(name=name).delete()
    else:
        Correction.objects.update_or_create(message=message, name=name, defaults={"value": value, "by": by})
    care.set_right(reading, as_read)
    reading.save(update_fields=["labels", "as_read"])
    message.conversation.record("corrected", by=by, message=message.pk)
    care.follow(reading)
    clocks.start(message, queries.value_of(reading))
