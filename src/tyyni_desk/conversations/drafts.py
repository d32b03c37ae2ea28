"""Drafts: kept on the server while they are typed, so that no crash, tab or battery loses a word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from tyyni_desk.conversations.models import Attachment, Conversation, Draft, Message
from tyyni_desk.people.models import Agent


@transaction.atomic
def keep(conversation: Conversation, *, by: Agent, text: str, seen: int | None) -> None:
    """The draft of ``by``; an empty one without files is forgotten."""
    conversation = conversation.standing
    known = Message.objects.filter(conversation=conversation, pk=seen).first() if seen else None
    draft, _ = Draft.objects.update_or_create(
        conversation=conversation, agent=by, defaults={"text": text}, create_defaults={"text": text, "seen": known}
    )
    if not text.strip() and not draft.attachments.exists():
        draft.delete()


@transaction.atomic
def attach(conversation: Conversation, *, by: Agent, files: Iterable[UploadedFile[Any]]) -> None:
    """Add files to the draft, which is made if there is none."""
    conversation = conversation.standing
    for file in files:
        draft, _ = Draft.objects.get_or_create(conversation=conversation, agent=by)
        Attachment.objects.create(
            draft=draft,
            name=(file.name or "file")[:255],
            content_type=file.content_type or "application/octet-stream",
            size=file.size or 0,
            file=file,
        )
