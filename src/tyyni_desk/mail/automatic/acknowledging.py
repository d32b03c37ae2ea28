"""Mail that the desk writes by itself: seldom, and to no machine. It tells those whose contact is ended why."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

import tyyni
from tyyni_desk.care.ladder import afterwards
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Message
from tyyni_desk.mail.letters import placing
from tyyni_desk.mail.letters.parts import take_apart
from tyyni_desk.mail.models import AutomaticAnswer, RawMail

# A mail that we write by ourselves reaches an address so often in this time, no more.
_MOST_AUTOMATIC, _PERIOD = 3, timedelta(hours=24)


@transaction.atomic
def acknowledge(message_id: int) -> None:
    message = Message.objects.select_related("conversation__customer", "customer").filter(pk=message_id).first()
    raw = RawMail.objects.filter(message=message_id).first()
    if message is None or raw is None:
        return
    text = afterwards.notice(message)
    if text and claim_automatic_answer(raw):
        actions.say_automatically(message.conversation, text=text)
        afterwards.told(message)


@transaction.atomic
def claim_automatic_answer(raw: RawMail) -> bool:
    """Whether a mail that we write by ourselves may answer ``raw``; a yes is counted against the address.

    No machine is answered, no list, bounce, blocked or unknown sender, and nobody more often than is bearable.
    """
    if raw.place != RawMail.Place.INBOX or not raw.sender:
        return False
    try:
        letter = take_apart(bytes(raw.content))
    except tyyni.UnreadableMail:
        return False
    recent = AutomaticAnswer.objects.filter(address=raw.sender, at__gte=timezone.now() - _PERIOD)
    if not placing.awaits_answer(letter, sender=raw.sender) or recent.count() >= _MOST_AUTOMATIC:
        return False
    AutomaticAnswer.objects.create(address=raw.sender)
    return True
