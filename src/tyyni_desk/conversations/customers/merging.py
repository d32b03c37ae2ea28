"""Two customers were one person: all that hangs on one goes to the other, and is written down for the way back.

Nobody is merged but by an agent's hand.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max, Model, Q, QuerySet
from django.utils import timezone

from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.live import publish
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent, Customer, CustomerMerge, CustomerNote, Identity, Order

# What hangs on a customer; higher layers add theirs.
HELD: dict[str, type[Model]] = {
    "identities": Identity,
    "notes": CustomerNote,
    "orders": Order,
    "conversations": Conversation,
    "messages": Message,
}
_FILLED = ("name", "language", "country")


class CannotMerge(Exception):
    """A customer with themselves, or one who was merged already."""


class AlreadyUndone(Exception):
    """Somebody undid it first."""


class LaterFirst(Exception):
    """One of the two was merged with somebody else since; that is undone before this."""


@transaction.atomic
def merge(merged: Customer, *, into: Customer, by: Agent) -> CustomerMerge:
    """Everything of ``merged`` is ``into``'s from now on, and so is the mail from their addresses."""
    kept, merged = _locked(into, merged)
    if kept == merged or kept.merged_into_id or merged.merged_into_id:
        raise CannotMerge
    moved: dict[str, Any] = {
        name: list(model._default_manager.filter(customer=merged).order_by("pk").values_list("pk", flat=True))
        for name, model in HELD.items()
    }
    for model in HELD.values():
        model._default_manager.filter(customer=merged).update(customer=kept)

    moved["filled"] = _fill(kept, merged)
    moved["last"] = _last_message()
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    done = CustomerMerge.objects.create(kept=kept, merged=merged, by=by, moved=moved)
    audit.note(by=by, action="customer_merged", subject=str(kept), detail={"customer": [merged.pk, kept.pk]})
    _tell("customer_merged", moved["conversations"], by=by)
    return done


def last_of(customer: Customer) -> CustomerMerge | None:
    """The latest merge that still holds: the one that can be undone."""
    return _touching(customer.pk).select_related("kept", "merged", "by").order_by("pk").last()


@transaction.atomic
def undo(done: CustomerMerge, *, by: Agent) -> None:
    """Two people again, each with what was theirs and what has come from their addresses since."""
    done = CustomerMerge.objects.select_for_update().get(pk=done.pk)
    if done.undone_at:
        raise AlreadyUndone
    if (_touching(done.kept_id) | _touching(done.merged_id)).filter(pk__gt=done.pk).exists():
        raise LaterFirst
    kept, merged = _locked(done.kept, done.merged)
    going = {name: set(done.moved.get(name, ())) for name in HELD}
    _add_what_came_since(going, done)

    for name, model in HELD.items():
        model._default_manager.filter(pk__in=going[name], customer=kept).update(customer=merged)
    _empty(kept, done.moved["filled"])
    merged.merged_into = None
    merged.save(update_fields=["merged_into"])
    done.undone_at = timezone.now()
    done.save(update_fields=["undone_at"])
    audit.note(by=by, action="customer_parted", subject=str(kept), detail={"customer": [kept.pk, merged.pk]})
    _tell("customer_parted", sorted(going["conversations"]), by=by)


def _add_what_came_since(going: dict[str, set[int]], done: CustomerMerge) -> None:
    """Mail from an address that goes back, and the conversations that it began."""
    addresses = list(Identity.objects.filter(pk__in=going["identities"]).values_list("value", flat=True))
    since = Message.objects.filter(customer=done.kept_id, pk__gt=done.moved["last"], sender__in=addresses)
    later = Conversation.objects.filter(customer=done.kept_id, created_at__gte=done.at, messages__in=since)
    for conversation in later.distinct():
        first = conversation.messages.filter(kind=Message.Kind.CUSTOMER).first()
        if first is not None and first.sender in addresses:
            going["conversations"].add(conversation.pk)
    # A chat or a call has no sender: it goes with its conversation.
    spoken = Message.objects.filter(
        customer=done.kept_id, pk__gt=done.moved["last"], sender="", conversation__in=going["conversations"]
    )
    going["messages"] |= set(since.values_list("pk", flat=True)) | set(spoken.values_list("pk", flat=True))


def _locked(first: Customer, second: Customer) -> tuple[Customer, Customer]:
    rows = Customer.objects.select_for_update().filter(pk__in=(first.pk, second.pk)).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[first.pk], found[second.pk]


def _touching(customer_id: int) -> QuerySet[CustomerMerge]:
    return CustomerMerge.objects.filter(Q(kept=customer_id) | Q(merged=customer_id), undone_at=None)


def _fill(kept: Customer, merged: Customer) -> dict[str, str]:
    """What only the other one was known by."""
    filled = {name: getattr(merged, name) for name in _FILLED if not getattr(kept, name) and getattr(merged, name)}
    for name, value in filled.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(filled))
    return filled


def _empty(kept: Customer, filled: dict[str, str]) -> None:
    """Unless an agent has written something else there since."""
    for name, value in filled.items():
        if getattr(kept, name) == value:
            setattr(kept, name, "")
    kept.save(update_fields=list(filled))


def _last_message() -> int:
    last: int | None = Message.objects.aggregate(last=Max("pk"))["last"]
    return last or 0


def _tell(event: str, numbers: list[int], *, by: Agent) -> None:
    for conversation in Conversation.objects.filter(pk__in=numbers):
        conversation.record(event, by=by)
        publish.changed(conversation.pk)
