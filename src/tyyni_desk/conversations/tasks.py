"""Periodic work on conversations."""

from __future__ import annotations

from django.utils import timezone

from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.jobs.registry import every, job


@every(30)
@job()
def wake_the_snoozed() -> None:
    for conversation in Conversation.objects.filter(snoozed_until__lte=timezone.now()):
        actions.wake(conversation)
