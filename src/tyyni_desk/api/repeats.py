"""A write that is sent twice with one Idempotency-Key happens once; the second gets the first one's answer.

The write and its kept answer are one transaction: a crash between them leaves neither. An answer that refuses is not
kept, for it changed nothing and may be tried again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from tyyni_desk.api import actions
from tyyni_desk.api.models import KeptAnswer, Token
from tyyni_desk.api.problems import Refused

HEADER = "Idempotency-Key"
CONFLICT = 409
LONGEST, SIGNS = 200, "[!-~]+"


def once(token: Token, request: HttpRequest, run: Callable[[], HttpResponse]) -> HttpResponse:
    """Run, or answer as before when the same request came with the same key."""
    key, fingerprint = _key(request), _fingerprint(request)
    with transaction.atomic():
        kept, is_first = actions.begin_answer(token, key=key, request=fingerprint)
        if not is_first:
            return _as_before(kept, fingerprint)
        response = run()
        if response.status_code < 300:
            actions.keep_answer(kept, status=response.status_code, body=response.content.decode())
        elif response.status_code == CONFLICT:
            # Such as an answer that rests from now on: the key is free again, and the rest has begun.
            actions.forget_answer(kept)
        else:
            transaction.set_rollback(True)
    return response


def _key(request: HttpRequest) -> str:
    key = request.headers[HEADER].strip()
    if not re.fullmatch(SIGNS, key) or len(key) > LONGEST:
        raise Refused(400, "bad-key", f"An {HEADER} has 1 to {LONGEST} letters, digits and signs of ASCII.")
    return key


def _fingerprint(request: HttpRequest) -> str:
    said = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(said).hexdigest()


def _as_before(kept: KeptAnswer, fingerprint: str) -> HttpResponse:
    if kept.request != fingerprint:
        raise Refused(422, "key-used", f"This {HEADER} was used for another request.")
    headers = {"Idempotency-Replayed": "true"}
    return HttpResponse(kept.body, status=kept.status, content_type="application/json; charset=utf-8", headers=headers)
