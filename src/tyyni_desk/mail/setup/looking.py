"""What a person decides about mail that did not come through: read it again, send it again, or believe it was sent."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tyyni_desk.jobs.models import Job
from tyyni_desk.live import publish
from tyyni_desk.mail.models import Delivery, RawMail
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent

_OPEN = (Delivery.State.FAILED, Delivery.State.UNSURE)


class NothingToDecide(Exception):
    """Somebody decided first, or it went by itself."""


@transaction.atomic
def retry(mail: RawMail) -> None:
    """Parse a mail again."""
    if not RawMail.objects.filter(pk=mail.pk, state=RawMail.State.FAILED).update(state=RawMail.State.STORED, error=""):
        raise NothingToDecide
    Job.objects.create(name="mail.tasks.parse_mail", arguments=[mail.pk])


@transaction.atomic
def resend(delivery: Delivery, *, by: Agent) -> None:
    """Send an answer again that failed, or that may have been sent."""
    _decide(
        delivery, by=by, action="delivery_resent", state=Delivery.State.QUEUED, send_after=timezone.now(), attempts=0
    )
    Job.objects.create(name="mail.tasks.send", arguments=[delivery.pk])


@transaction.atomic
def mark_sent(delivery: Delivery, *, by: Agent) -> None:
    """The answer did arrive, as somebody found out."""
    _decide(delivery, by=by, action="delivery_marked_sent", state=Delivery.State.SENT, sent_at=timezone.now())


def _decide(delivery: Delivery, *, by: Agent, action: str, **fields: object) -> None:
    if not Delivery.objects.filter(pk=delivery.pk, state__in=_OPEN).update(**fields):
        raise NothingToDecide
    audit.note(by=by, action=action, subject=str(delivery.message.conversation))
    publish.changed(delivery.message.conversation_id)
