"""Counts the hostile messages that reach an agent, and looks after them after a severe one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tyyni_desk.care.exposure.models import Aftercare, Exposure
from tyyni_desk.care.exposure.queries import KEPT, hostile
from tyyni_desk.care.ladder.queries import fresh
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.live import publish
from tyyni_desk.people import agents as people
from tyyni_desk.people.models import Agent

Choice = Aftercare.Choice


@transaction.atomic
def meet(agent: Agent, conversation: Conversation) -> None:
    """The hostile messages of a conversation have reached ``agent``; each is counted once."""
    known = {met.message_id for met in Exposure.objects.filter(agent=agent, message__conversation=conversation)}
    new = [
        Exposure(agent=agent, message_id=reading.message_id, severity=reading.labels["abuse"])
        for reading in hostile(conversation)
        if reading.message_id not in known
    ]
    Exposure.objects.bulk_create(new, ignore_conflicts=True)
    severe = [one.message_id for one in new if one.severity == Exposure.Severity.SEVERE]
    if severe:
        _look_after(agent, severe[-1])


@transaction.atomic
def answer(offer: Aftercare, *, choice: str) -> None:
    """The agent takes a break (away until they say otherwise), hands the conversation on, or neither."""
    if not Aftercare.objects.filter(pk=offer.pk, is_answered=False).update(is_answered=True):
        return
    if choice == Choice.BREAK:
        people.go_on_duty(offer.agent, on=False)
    elif choice == Choice.SWAP:
        conversation = offer.message.conversation
        actions.assign(conversation, fresh(conversation).exclude(pk=offer.agent_id).first(), by=None)


@transaction.atomic
def spoken(offer: Aftercare, *, by: Agent) -> None:
    """A lead has spoken with the person."""
    Aftercare.objects.filter(pk=offer.pk, spoken_at=None).update(spoken_at=timezone.now(), spoken_by=by)
    publish.notice("banner")


def forget() -> None:
    """Counts of long ago help nobody."""
    long_ago = timezone.now() - KEPT
    Exposure.objects.filter(at__lt=long_ago).delete()
    Aftercare.objects.filter(at__lt=long_ago).delete()


def _look_after(agent: Agent, message_id: int) -> None:
    """One offer at a time, however many severe messages come."""
    if not Aftercare.objects.filter(agent=agent, is_answered=False).exists():
        Aftercare.objects.create(agent=agent, message_id=message_id)
        publish.notice("banner")
