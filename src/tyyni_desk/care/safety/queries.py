"""Which conversations somebody must look after now, and what is kept as evidence."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from tyyni_desk.care.safety.models import Evidence, Incident
from tyyni_desk.conversations.models import Conversation

KEPT = timedelta(days=30)  # so long a person's danger is remembered


def open_incidents() -> QuerySet[Incident]:
    """Those that nobody has settled, the latest first."""
    return Incident.objects.filter(settled_at=None).select_related("conversation__customer", "message")


def incidents_of(conversation: Conversation) -> list[Incident]:
    return list(conversation.incidents.filter(settled_at=None).select_related("message").order_by("-at"))


def is_in_danger(conversation: Conversation) -> bool:
    """Whether the customer may hurt themselves: rules of tone, the ladder and the undo delay rest."""
    return conversation.incidents.filter(kind=Incident.Kind.SELF_HARM, settled_at=None).exists()


def without_offers(conversation: Conversation) -> bool:
    """Whether nothing may be sold or paid off here."""
    grave = (Incident.Kind.SELF_HARM, Incident.Kind.INJURY)
    return conversation.incidents.filter(kind__in=grave, settled_at=None).exists()


def moved_evidence(conversation: Conversation) -> bool:
    """Whether the conversation holds evidence that belongs elsewhere, or lost some."""
    kept = Evidence.objects.exclude(conversation=F("message__conversation"))
    return kept.filter(message__conversation=conversation).exists() or kept.filter(conversation=conversation).exists()


def expired() -> QuerySet[Incident]:
    """What is remembered of a person's danger no longer than needed."""
    return Incident.objects.filter(kind=Incident.Kind.SELF_HARM, at__lt=timezone.now() - KEPT)
