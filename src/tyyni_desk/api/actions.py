"""Everything that changes tokens, and the answers kept for repeated writes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tyyni_desk.api.models import KeptAnswer, Token
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent

_PREFIX = "tyyni_"  # so that secret scanners know one when they see it
_USE_IS_NOTED_EACH = timedelta(minutes=1)
_ANSWERS_ARE_KEPT = timedelta(days=1)


@transaction.atomic
def make_token(*, name: str, agent: Agent, scopes: Iterable[str], by: Agent) -> str:
    """A new token that acts as ``agent``. Returned once; only its hash is kept."""
    secret = _PREFIX + secrets.token_urlsafe(32)
    kept = sorted(scopes)
    Token.objects.create(name=name, agent=agent, scopes=kept, digest=digest(secret))
    audit.note(by=by, action="token_made", subject=name, detail={"agent": [None, agent.email], "scopes": [None, kept]})
    return secret


@transaction.atomic
def revoke_token(token: Token, *, by: Agent) -> None:
    """It stops working at once. A second time changes nothing."""
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        audit.note(by=by, action="token_revoked", subject=token.name)


def note_use(token: Token) -> None:
    """When it was last used, to the minute: a write on every request would be the price of more."""
    now = timezone.now()
    if token.used_at is None or token.used_at < now - _USE_IS_NOTED_EACH:
        Token.objects.filter(pk=token.pk).update(used_at=now)


def begin_answer(token: Token, *, key: str, request: str) -> tuple[KeptAnswer, bool]:
    """The answer kept under ``key``, or a new, empty one. Who comes second waits here until the first has committed."""
    defaults = {"request": request, "status": 0, "body": ""}
    return KeptAnswer.objects.get_or_create(token=token, key=key, defaults=defaults)


def keep_answer(kept: KeptAnswer, *, status: int, body: str) -> None:
    KeptAnswer.objects.filter(pk=kept.pk).update(status=status, body=body)


def forget_answer(kept: KeptAnswer) -> None:
    """The request was refused, and may come again under the same key."""
    KeptAnswer.objects.filter(pk=kept.pk).delete()


def forget_answers() -> None:
    """Those older than a day: the repetition of a request comes sooner."""
    KeptAnswer.objects.filter(at__lt=timezone.now() - _ANSWERS_ARE_KEPT).delete()


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
