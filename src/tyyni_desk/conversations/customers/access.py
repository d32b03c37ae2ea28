"""What a customer may read of themselves (GDPR art. 15), as one document."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Customer


def document(customer: Customer) -> dict[str, Any]:
    """Who they are to us, what they bought, all that was said, and what was noted. Agents are not named.

    A side conversation is with somebody else, so it is not the customer's to read.
    """
    talks = Conversation.objects.filter(customer=customer, parent=None, merged_into=None).order_by("pk")
    return {
        "made_at": timezone.now().isoformat(),
        "name": customer.name,
        "language": customer.language,
        "country": customer.country,
        "known_since": customer.created_at.isoformat(),
        "known_as": [{"kind": row.kind, "value": row.value} for row in customer.identities.all()],
        "orders": [_order(row) for row in customer.orders.all()],
        "notes": [{"at": row.created_at.isoformat(), "text": row.text} for row in customer.notes.all()],
        "conversations": [_talk(row) for row in talks.prefetch_related("messages__attachments", "tags")],
    }


def _order(order: Any) -> dict[str, Any]:  # people's Order
    return {
        "number": order.number,
        "ordered_at": _moment(order.ordered_at),
        "state": order.state,
        "items": order.items,
        "total": str(order.total),
        "currency": order.currency,
        "tracking": order.tracking,
    }


def _talk(conversation: Conversation) -> dict[str, Any]:
    return {
        "number": conversation.number,
        "subject": conversation.subject,
        "channel": conversation.channel,
        "began_at": conversation.created_at.isoformat(),
        "tags": [tag.name for tag in conversation.tags.all()],
        "messages": [_message(message) for message in conversation.messages.all()],
    }


def _message(message: Message) -> dict[str, Any]:
    who = {"customer": "customer", "agent": "company", "note": "internal note of the company"}
    return {
        "by": who[message.kind],
        "at": message.created_at.isoformat(),
        "text": message.text,
        "files": [file.name for file in message.attachments.all()],
    }


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
