"""Reads the policy that holds, and the boundaries that do."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from tyyni_desk.care.boundaries.models import Boundary, Policy
from tyyni_desk.people.models import LANGUAGES, Customer

_CODES = [code for code, _name in LANGUAGES]


def policy() -> Policy:
    """The version that holds; before the company wrote one, an empty one that is not stored."""
    return Policy.objects.first() or Policy()


def versions() -> QuerySet[Policy]:
    return Policy.objects.select_related("by")


def standing() -> QuerySet[Boundary]:
    """Every boundary that holds now."""
    is_over = Q(until__isnull=False, until__lt=timezone.localdate())
    return Boundary.objects.filter(lifted_at=None).exclude(is_over).select_related("customer", "by")


def boundaries_of(customer: Customer) -> list[Boundary]:
    return list(standing().filter(customer=customer))


def to_review() -> QuerySet[Boundary]:
    """Those on which the desk asks for a look, the longest due first; one that ran out is asked for too."""
    due = Boundary.objects.filter(lifted_at=None, review_on__lte=timezone.localdate())
    return due.select_related("customer", "by").prefetch_related("customer__identities").order_by("review_on", "pk")


def exported(customer: Customer) -> list[dict[str, str]]:
    """Every boundary that was set with a customer, as they may read it (GDPR art. 15)."""
    rows = Boundary.objects.filter(customer=customer).order_by("pk")
    return [{"at": row.at.isoformat(), "says": row.says, "why": row.why} for row in rows]


def insertable(language: str) -> list[str]:
    """The policy's words for a customer, in their language: the contact policy, and the scope with its alternative."""
    held, code = policy(), language if language in _CODES else "en"
    scope = " ".join(filter(None, (held.scope.get(code, ""), held.elsewhere.get(code, ""))))
    return [text for text in (held.contact.get(code, ""), scope) if text]
