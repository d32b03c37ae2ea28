"""Asks by mail how it went, when the conversation has been over for a while, and no machine or blocked sender."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tyyni_desk.care.survey import actions, queries
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.mail.automatic.acknowledging import claim_automatic_answer
from tyyni_desk.mail.models import BlockedSender, RawMail
from tyyni_desk.mail.queries import mailbox_of


@transaction.atomic
def ask(conversation_id: int) -> datetime | None:
    """Ask now, or say when; None where it was done or is not to be."""
    locked = Conversation.objects.select_for_update(of=("self",)).filter(pk=conversation_id)
    conversation = locked.select_related("customer").first()
    due = queries.due_at(conversation) if conversation else None
    if conversation is None or due is None:
        return None
    if due > timezone.now():
        return due  # it was opened and closed again since
    if queries.may_ask(conversation):
        _write(conversation)
    return None


def _write(conversation: Conversation) -> None:
    last = queries.last_word(conversation)
    raw = RawMail.objects.filter(message=last).first() if last else None
    mailbox = mailbox_of(conversation)
    if raw is None or mailbox is None or BlockedSender.objects.filter(address__iexact=raw.sender).exists():
        return
    if claim_automatic_answer(raw):
        actions.ask(conversation, to=raw.sender, company=mailbox.name or mailbox.address)
