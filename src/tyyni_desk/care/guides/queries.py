"""Which guides there are, and which of them fit a conversation (S0.15). Nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from tyyni_desk.care.guides.models import Guide
from tyyni_desk.care.queries import readings_of
from tyyni_desk.conversations.models import Conversation

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Fit:
    """A guide and why it is shown: (``kind``, ``request``, ``threat`` or ``tag``, its name); empty: it always fits."""

    guide: Guide
    why: tuple[tuple[str, str], ...]


def listed(*, retired: bool = False) -> QuerySet[Guide]:
    return Guide.objects.filter(retired_at__isnull=not retired).select_related("updated_by")


def fitting(conversation: Conversation) -> list[Fit]:
    """Those that fit the customer's last message, by how much of it they are about; then those that always fit."""
    guides = [guide for guide in listed() if not guide.languages or conversation.language in guide.languages]
    if not guides:
        return []
    here = _here(conversation)
    fits = [Fit(guide, _why(guide, here)) for guide in guides]
    found = [fit for fit in fits if fit.why or not _is_bound(fit.guide)]
    return sorted(found, key=lambda fit: (-len(fit.why), fit.guide.title))[:_SHOWN]


def _here(conversation: Conversation) -> set[tuple[str, str]]:
    """What the last message was read as, and the tags."""
    last = readings_of(conversation).last()
    here = {("tag", name) for name in conversation.tags.values_list("name", flat=True)}
    if last:
        here.add(("kind", last.labels["kind"]))
        here |= {("request", name) for name in last.labels["requests"]}
        here |= {("threat", name) for name in last.labels["threats"]}
    return here


def _why(guide: Guide, here: set[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sign for sign in _signs(guide) if sign in here)


def _is_bound(guide: Guide) -> bool:
    return bool(_signs(guide))


def _signs(guide: Guide) -> list[tuple[str, str]]:
    named = {"threat": guide.threats, "request": guide.requests, "kind": guide.kinds, "tag": guide.tags}
    return [(what, name) for what, names in named.items() for name in names]
