"""Reads: which tokens there are, and whose one is."""

from __future__ import annotations

from django.db.models import F, QuerySet

from tyyni_desk.api.actions import digest
from tyyni_desk.api.models import Token


def tokens() -> QuerySet[Token]:
    """Those that work first, the latest first."""
    return Token.objects.select_related("agent").order_by(F("revoked_at").desc(nulls_first=True), "-pk")


def token_of(authorization: str) -> Token | None:
    """The working token in an Authorization header; None when there is none, or its agent is switched off."""
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer" or not secret:
        return None
    working = Token.objects.filter(revoked_at=None, agent__is_active=True).select_related("agent")
    return working.filter(digest=digest(secret.strip())).first()
