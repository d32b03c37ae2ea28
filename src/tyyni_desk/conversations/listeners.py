"""What this layer does about its own events."""

from __future__ import annotations

from tyyni_desk.conversations.listening import on
from tyyni_desk.conversations.models import Event
from tyyni_desk.live import publish


@on("received")
def tell_the_parent(event: Event) -> None:
    """An answer in a side conversation is news for the customer's one, and wakes it."""
    parent = event.conversation.parent
    if parent is not None and not event.detail["automatic"]:
        parent.record("side_answered", by=None, side=event.conversation_id)
        publish.changed(parent.number)
