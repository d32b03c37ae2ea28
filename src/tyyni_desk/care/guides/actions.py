"""Everything that changes a guide."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tyyni_desk.care.guides.models import Guide
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent

FIELDS = ("title", "text", "link", "kinds", "requests", "threats", "tags", "languages")


class SaysNothing(Exception):
    """A guide has a text, a link, or both."""


@transaction.atomic
def add(*, by: Agent | None, **fields: Any) -> Guide:
    """``fields`` are those of FIELDS; lists hold the engine's labels, languages and tags."""
    _check(fields)
    guide = Guide.objects.create(updated_by=by, **fields)
    audit.note(by=by, action="guide_added", subject=guide.title)
    return guide


@transaction.atomic
def change(guide: Guide, *, by: Agent, **fields: Any) -> None:
    _check(fields)
    changes = audit.difference({name: getattr(guide, name) for name in FIELDS}, fields)
    if not changes:
        return
    for name, value in fields.items():
        setattr(guide, name, value)
    guide.updated_by, guide.updated_at = by, timezone.now()
    guide.save()
    audit.note(by=by, action="guide_changed", subject=guide.title, detail=changes)


def _check(fields: dict[str, Any]) -> None:
    if not fields.get("text", "").strip() and not fields.get("link"):
        raise SaysNothing
