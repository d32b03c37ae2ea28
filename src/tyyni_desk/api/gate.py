"""What every request passes: whose token it is, and whether its scopes and its agent's role allow the operation."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.security import HttpBearer

from tyyni_desk.api import actions, queries
from tyyni_desk.api.models import Token
from tyyni_desk.api.problems import Refused
from tyyni_desk.api.scopes import SCOPES
from tyyni_desk.people.may import may
from tyyni_desk.people.models import Agent

Run = Callable[..., HttpResponse]


class TokenRequest(HttpRequest):
    """A request by a program."""

    token: Token | None
    auth: Agent  # the agent for whom the token acts


class Bearer(HttpBearer):
    """Lets those through whose token has the scope, and whose agent may."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope, self.ability = scope, SCOPES[scope][1]

    def __call__(self, request: Any) -> Agent:
        token: Token | None = request.token
        if token is None:
            challenge = {"WWW-Authenticate": 'Bearer realm="tyyni"'}
            raise Refused(401, "unknown-token", "Send a working token: Authorization: Bearer …", headers=challenge)
        if self.scope not in token.scopes:
            raise Refused(403, "scope-missing", f"The token lacks the scope {self.scope}.")
        if not may(token.agent, self.ability):
            raise Refused(403, "role-may-not", f"The role of the token's agent ({token.agent.role}) may not do this.")
        return token.agent

    def authenticate(self, request: HttpRequest, token: str) -> Agent:
        return self(request)


def gate(run: Run) -> Run:
    """Around every operation: finds the token first, for limits count by token."""

    @wraps(run)
    def gated(request: Any, **path: Any) -> HttpResponse:
        request.token = queries.token_of(request.headers.get("Authorization", ""))
        if request.token:
            actions.note_use(request.token)
        return run(request, **path)

    return gated
