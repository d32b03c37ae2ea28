"""Which events leave the desk, and what is told of one: numbers and states, no customer's words, no names.

Whoever is told asks the API for the rest, with a token of their own.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations.models import Conversation, Event, Message

# name: (kind of the desk's own Event, words for the settings page)
_TOLD = {
    "conversation.created": ("began", _("A conversation began")),
    "conversation.assigned": ("assigned", _("A conversation was given to somebody")),
    "conversation.moved": ("moved", _("A conversation went to another team")),
    "conversation.renamed": ("renamed", _("The subject was changed")),
    "conversation.tagged": ("tagged", _("The tags were changed")),
    "conversation.snoozed": ("snoozed", _("A conversation was put to sleep")),
    "conversation.woke": ("woke", _("A conversation woke")),
    "conversation.closed": ("closed", _("A conversation was closed")),
    "conversation.reopened": ("reopened", _("A conversation was opened again")),
    "message.received": ("received", _("A customer wrote")),
    "reply.sent": ("replied", _("An answer was sent")),
    "reply.not_delivered": ("not_delivered", _("An answer was not delivered")),
    "note.written": ("noted", _("A note was written")),
}
EVENTS = {name: words for name, (_kind, words) in _TOLD.items()}
NAMES = {kind: name for name, (kind, _words) in _TOLD.items()}
TEST = "webhook.test"


def message_of(event: Event) -> Message | None:
    return Message.objects.filter(pk=event.detail.get("message")).first()


def body(event: Event, message: Message | None) -> str:
    """The JSON that is sent of ``event``, which is about ``message``."""
    told: dict[str, Any] = {"conversation": _conversation(event.conversation)}
    if message:
        told["message"] = {"id": message.pk, "kind": message.kind}
    return written(NAMES[event.kind], event.at.isoformat(), told)


def written(name: str, at: str, data: dict[str, Any]) -> str:
    return json.dumps({"type": name, "timestamp": at, "data": data}, separators=(",", ":"))


def _conversation(conversation: Conversation) -> dict[str, Any]:
    fields = ("number", "state", "channel", "language", "temperature", "customer_id", "assignee_id", "team_id")
    return {name.removesuffix("_id"): getattr(conversation, name) for name in fields}
