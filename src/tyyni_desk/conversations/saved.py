"""Searches that agents keep in the side bar."""

from __future__ import annotations

from tyyni_desk.conversations.models import SavedView
from tyyni_desk.people.models import Agent


def keep(*, name: str, search: str, by: Agent, shared: bool) -> SavedView:
    return SavedView.objects.create(name=name[:80], search=search[:300], owner=by, is_shared=shared)


def forget(view: SavedView) -> None:
    view.delete()
