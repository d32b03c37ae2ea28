"""Who has a conversation open, and who is writing in it."""

from __future__ import annotations

from django.utils import timezone

from tyyni_desk.conversations.models import Conversation, Mention, Presence
from tyyni_desk.live import publish
from tyyni_desk.people.models import Agent


def seen(conversation: Conversation, *, agent: Agent, replying: bool) -> None:
    """``agent`` has the page open now. Others hear of it only when something changed."""
    before = (
        Presence.objects.filter(conversation=conversation, agent=agent).values_list("is_replying", flat=True).first()
    )
    Presence.objects.update_or_create(
        conversation=conversation, agent=agent, defaults={"is_replying": replying, "seen_at": timezone.now()}
    )
    if before != replying:
        publish.changed(conversation.number, "presence")
    # Whoever has the page open has seen where they were named; their own side bar is told.
    if Mention.objects.filter(message__conversation=conversation, agent=agent, seen_at=None).update(
        seen_at=timezone.now()
    ):
        publish.changed(conversation.number)
