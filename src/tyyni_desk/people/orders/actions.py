"""What a lead does with a file of orders that was looked at."""

from __future__ import annotations

from django.db import transaction

from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent, OrderImport
from tyyni_desk.people.tasks import import_orders

State = OrderImport.State


@transaction.atomic
def begin(found: OrderImport, *, by: Agent) -> None:
    """The job takes it from here; a second press does nothing."""
    if OrderImport.objects.filter(pk=found.pk, state=State.CHECKED).update(state=State.RUNNING, counts={}):
        audit.note(by=by, action="orders_imported", subject=found.name)
        import_orders.later(found.pk)


def discard(found: OrderImport) -> None:
    """One that runs is not stopped."""
    OrderImport.objects.filter(pk=found.pk).exclude(state=State.RUNNING).delete()
