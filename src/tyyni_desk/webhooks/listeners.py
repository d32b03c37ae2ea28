"""Something happened to a conversation: whoever listens elsewhere is told."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from tyyni_desk.conversations.listening import on
from tyyni_desk.conversations.models import Event
from tyyni_desk.webhooks import actions
from tyyni_desk.webhooks.events import NAMES


@on(*NAMES)
def tell_outside(event: Event) -> None:
    """Side conversations are not the customer's; an answer is told of when it can no longer be called back."""
    if event.conversation.parent_id is None:
        is_answer = event.kind == "replied"
        at = timezone.now() + timedelta(seconds=settings.UNDO_SECONDS) if is_answer else None
        actions.tell(event, at=at)
