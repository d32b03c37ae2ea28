"""Something was said: its words are kept."""

from __future__ import annotations

from tyyni_desk.conversations.listening import on
from tyyni_desk.conversations.models import Event
from tyyni_desk.search.tasks import index


@on(
    *("received", "replied", "noted", "renamed", "unsent"),
    *("merged", "split", "undone", "customer_merged", "customer_parted"),
)
def index_later(event: Event) -> None:
    index.later(event.conversation_id, key=f"index {event.conversation_id}")
