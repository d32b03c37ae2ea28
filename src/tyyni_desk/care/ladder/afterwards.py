"""After the end of a contact: what the customer writes is received and read by a lead, and appeals are decided."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils import timezone

from tyyni_desk.care.ladder import queries, texts
from tyyni_desk.care.ladder.models import Appeal, ContactEnd
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Message
from tyyni_desk.live import publish
from tyyni_desk.people.models import Agent

_APPEAL = re.compile(r"\b(?:uudelleenarvioin|odwołani|odwolani|odwołuj|appeal)", re.IGNORECASE)


class OwnDecision(Exception):
    """Whoever ended the contact does not decide the appeal while another lead can."""


class NoReason(Exception):
    """A decision says why."""


class AlreadyDecided(Exception):
    """Another lead was quicker."""


@transaction.atomic(savepoint=False)
def heard(message: Message) -> None:
    """A customer wrote. If the contact with them is ended, a lead gets it, and an appeal in it is set down."""
    ending = queries.ending_of(message.customer) if message.customer else None
    if ending is None:
        return
    if ending.reader is None or not ending.reader.is_active:
        ending.reader = queries.readers(ending).first()
        ending.save(update_fields=["reader"])
    actions.assign(message.conversation, ending.reader, by=None, why="ended contact")
    if _APPEAL.search(message.text):
        Appeal.objects.get_or_create(message=message, defaults={"ending": ending})
        message.conversation.record("appealed", by=None, message=message.pk)
    message.conversation.record("wrote_after_end", by=None, message=message.pk)
    publish.notice("banner")


def told(message: Message) -> None:
    """The customer was acknowledged just now, and is not again for the policy's days."""
    queries.standing_ends().filter(customer=message.customer).update(told_at=timezone.now())


def notice(message: Message) -> str:
    """The text that acknowledges ``message`` and says why it is read so; empty when none is due."""
    ending = queries.ending_of(message.customer) if message.customer else None
    if ending is None or not queries.is_notice_due(ending):
        return ""
    return texts.text("notice", message.conversation, policy=ending.rung.policy, until=ending.until)


@transaction.atomic
def decide(appeal: Appeal, *, is_upheld: bool, why: str, by: Agent) -> None:
    """A lead decides; upheld, the contact is open again. The customer is answered by the lead's own hand."""
    appeal = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if appeal.is_upheld is not None:
        raise AlreadyDecided
    if not why.strip():
        raise NoReason
    if by.pk == appeal.ending.rung.by_id and queries.readers(appeal.ending).exists():
        raise OwnDecision

    appeal.is_upheld, appeal.why, appeal.decided_by, appeal.decided_at = is_upheld, why.strip(), by, timezone.now()
    appeal.save()
    appeal.message.conversation.record("appeal_decided", by=by, upheld=is_upheld)
    if is_upheld:
        lift(appeal.ending, by=by)
    publish.notice("banner")


@transaction.atomic
def lift(ending: ContactEnd, *, by: Agent) -> None:
    """The contact is open again, before its day."""
    if ContactEnd.objects.filter(pk=ending.pk, lifted_at=None).update(lifted_at=timezone.now(), lifted_by=by):
        ending.rung.conversation.record("end_lifted", by=by)
        publish.changed(ending.rung.conversation_id)
