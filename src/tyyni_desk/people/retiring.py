"""Snippets, guides and remedies are taken out of use and brought back in one way; the audit log holds both."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent, Retirable


def retire(row: Retirable, *, by: Agent) -> None:
    """It is offered no longer; what was done with it stays."""
    _switch(row, timezone.now(), by=by)


def restore(row: Retirable, *, by: Agent) -> None:
    _switch(row, None, by=by)


@transaction.atomic
def _switch(row: Retirable, at: datetime | None, *, by: Agent) -> None:
    rows = type(row)._default_manager.filter(pk=row.pk, retired_at__isnull=at is not None)
    if rows.update(retired_at=at):
        action = f"{row._meta.model_name}_{'retired' if at else 'restored'}"
        audit.note(by=by, action=action, subject=row.audited_as)
