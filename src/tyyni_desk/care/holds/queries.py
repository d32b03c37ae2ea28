"""Which drafts rest, which wait for a lead, and who may send one."""

from __future__ import annotations

from django.db.models import QuerySet

import tyyni
from tyyni.review.reviewer import rules
from tyyni_desk.care import queries
from tyyni_desk.care.holds.models import Cooling, Hold
from tyyni_desk.care.safety.models import Incident
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.lib import secrets
from tyyni_desk.people.may import may
from tyyni_desk.people.models import Agent

_URGENT = (Incident.Kind.SELF_HARM, Incident.Kind.VIOLENCE)


def cooling() -> int:
    """Seconds that a harsh draft rests in this company."""
    return (Cooling.objects.first() or Cooling()).seconds


def digest(text: str) -> str:
    """The same for the same words, however the lines are broken."""
    return secrets.sign(" ".join(text.split()), purpose="hold")


def hold_of(conversation: Conversation, text: str) -> Hold | None:
    return Hold.objects.filter(conversation=conversation.standing, digest=digest(text)).first()


def harm(conversation: Conversation, text: str) -> tyyni.Review | None:
    """The review of words that would do harm as they stand; None where they may go, and where nothing may wait."""
    if is_urgent(conversation):
        return None
    review = queries.review(conversation, text) if text.strip() else None
    return review if review and review.verdict == "hold" else None


def hard_codes(review: tyyni.Review) -> list[str]:
    """What only a lead may let go: personal data in public, a gift for a review taken back, a bare refusal by law."""
    return sorted({hint.code for hint in review.hints} & set(rules()["hard_stops"]))


def is_urgent(conversation: Conversation) -> bool:
    """The safety track: somebody may be in danger, so nothing rests and nobody is waited for."""
    return conversation.incidents.filter(kind__in=_URGENT, settled_at=None).exists()


def needs_lead(hold: Hold, *, agent: Agent) -> bool:
    return hold.is_hard and hold.released_at is None and not may(agent, "release_drafts")


def may_go(hold: Hold, *, agent: Agent) -> bool:
    """Whether the words may be sent, once a reason is given."""
    return not hold.is_resting and not needs_lead(hold, agent=agent)


def for_leads() -> QuerySet[Hold]:
    """What leads may read and have not answered: hard stops, and where an author asked."""
    return Hold.objects.exclude(text="").filter(answered_at=None).select_related("conversation__customer")
