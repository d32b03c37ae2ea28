"""What the API takes and gives: the desk's rows as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Path, Schema
from pydantic import Field

from tyyni_desk.care.models import Reading
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Customer

LARGEST = 2**63 - 1
Id = Annotated[int, Path(ge=1, le=LARGEST)]
Channel = Literal["email", "chat", "review", "phone_note", "store_note"]
State = Literal["open", "waiting", "snoozed", "closed"]
# Of a reading, what other programs may know. `vulnerable` stays on the desk (design: care and law).
_TOLD = ("language", "emotion", "intensity", "abuse", "kind", "requests", "threats", "repeat", "order", "unsure")


class Named(Schema):
    """Somebody or something, by id."""

    id: int
    name: str


class IdentityOut(Schema):
    kind: Literal["email", "phone", "visitor", "handle"]
    value: str


class CustomerOut(Schema):
    id: int
    name: str
    language: str
    identities: list[IdentityOut]
    created_at: datetime

    @staticmethod
    def resolve_identities(customer: Customer) -> list[Any]:
        return list(customer.identities.all())


class ConversationOut(Schema):
    number: int
    subject: str
    state: State
    channel: Channel
    language: str
    customer: Named
    assignee: Named | None
    team: Named | None
    tags: list[str]
    temperature: int = Field(description="0 calm … 100 furious")
    created_at: datetime
    last_message_at: datetime
    waiting_since: datetime | None
    answer_due_at: datetime | None
    snoozed_until: datetime | None
    closed_at: datetime | None
    merged_into: int | None
    follows: int | None = Field(description="the closed conversation that this one goes on from")

    @staticmethod
    def resolve_customer(conversation: Conversation) -> Named:
        return Named(id=conversation.customer_id, name=str(conversation.customer))

    @staticmethod
    def resolve_assignee(conversation: Conversation) -> Named | None:
        agent = conversation.assignee
        return Named(id=agent.pk, name=str(agent)) if agent else None

    @staticmethod
    def resolve_tags(conversation: Conversation) -> list[str]:
        return [tag.name for tag in conversation.tags.all()]

    @staticmethod
    def resolve_merged_into(conversation: Conversation) -> int | None:
        return conversation.merged_into_id

    @staticmethod
    def resolve_follows(conversation: Conversation) -> int | None:
        return conversation.follows_id


class AttachmentOut(Schema):
    id: int
    name: str
    content_type: str
    size: int


class MessageOut(Schema):
    id: int
    conversation: int
    kind: Literal["customer", "agent", "note"]
    channel: Channel
    author: Named | None
    text: str
    quoted: str
    created_at: datetime
    is_automatic: bool = Field(description="a machine wrote it")
    sending: str | None = Field(description="of an answer by mail: queued, sending, sent, failed, unsure")
    attachments: list[AttachmentOut]
    reading: dict[str, Any] | None = Field(description="what the engine understood of a customer's message")

    @staticmethod
    def resolve_conversation(message: Message) -> int:
        return message.conversation_id

    @staticmethod
    def resolve_author(message: Message) -> Named | None:
        author = message.agent or message.customer
        return Named(id=author.pk, name=str(author)) if author else None

    @staticmethod
    def resolve_sending(message: Message) -> str | None:
        return message.delivery.state if hasattr(message, "delivery") else None

    @staticmethod
    def resolve_attachments(message: Message) -> list[Any]:
        return list(message.attachments.all())

    @staticmethod
    def resolve_reading(message: Message) -> dict[str, Any] | None:
        reading: Reading | None = getattr(message, "reading", None)
        if reading is None:
            return None
        return {"temperature": reading.temperature} | {name: reading.labels[name] for name in _TOLD}
