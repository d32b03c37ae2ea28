"""Reads for the pages of mail: where each mail went, and what failed."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from tyyni_desk.mail.models import Delivery, Mailbox, RawMail

NEEDS_A_LOOK = "failed"
PLACES = (NEEDS_A_LOOK, "stored", *RawMail.Place.values)


def in_place(place: str) -> QuerySet[RawMail]:
    """The mails of a place, the latest first, without their bytes."""
    found = RawMail.objects.select_related("mailbox", "message__conversation").defer("content").order_by("-id")
    if place in (RawMail.State.FAILED, RawMail.State.STORED):
        return found.filter(state=place)
    return found.filter(state=RawMail.State.PARSED, place=place)


def counts() -> dict[str, int]:
    """How many mails are in each place."""
    parsed = Q(state=RawMail.State.PARSED)
    chosen = {str(place): Count("pk", filter=parsed & Q(place=place)) for place in RawMail.Place.values}
    for state in (RawMail.State.FAILED, RawMail.State.STORED):
        chosen[str(state)] = Count("pk", filter=Q(state=state))
    return RawMail.objects.aggregate(**chosen)


def mailboxes() -> QuerySet[Mailbox]:
    return Mailbox.objects.select_related("team")


def deliveries() -> QuerySet[Delivery]:
    """Answers that failed, may have been sent, or came back: those who wait for a person first."""
    open_ones = Q(state__in=[Delivery.State.FAILED, Delivery.State.UNSURE]) | Q(bounced_at__isnull=False)
    found = Delivery.objects.filter(open_ones).select_related("message__conversation__customer", "message__agent")
    return found.prefetch_related("message__conversation__customer__identities").order_by("state", "-id")
