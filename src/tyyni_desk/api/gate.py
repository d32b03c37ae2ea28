"""What every request passes: whose token it is, what it may, how often it comes, and whether it came before."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.operation import Operation
from ninja.security import HttpBearer

from tyyni_desk.api import actions, limits, queries, repeats
from tyyni_desk.api.models import Token
from tyyni_desk.api.problems import Fault, Refused, answer
from tyyni_desk.api.scopes import SCOPES
from tyyni_desk.people.may import may
from tyyni_desk.people.models import Agent

Run = Callable[..., HttpResponse]
Answer = Callable[[], HttpResponse]
LARGEST_BODY = 1 << 20
_SAFE = ("GET", "HEAD", "OPTIONS")


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
    """Around every operation: finds the token, for answers are kept and requests are counted by token."""

    operation: Operation = run.__self__  # type: ignore[attr-defined]  # ninja hands over its bound method

    @wraps(run)
    def gated(request: Any, **path: Any) -> HttpResponse:
        request.token = queries.token_of(request.headers.get("Authorization", ""))
        try:
            return _known(request, operation, lambda: run(request, **path)) if request.token else run(request, **path)
        except Refused as refusal:
            return answer(refusal)

    return gated


def _known(request: Any, operation: Operation, run: Answer) -> HttpResponse:  # Any: the gate has put the token on it
    spent = limits.spend(request.token)
    actions.note_use(request.token)
    try:
        response = _checked(request, operation, run)
    except Refused as refusal:
        response = answer(refusal)
    for name, value in spent.headers.items():
        response[name] = value
    return response


def _checked(request: Any, operation: Operation, run: Answer) -> HttpResponse:  # Any: as above
    _check_query(request, operation)
    if request.method in _SAFE:
        return run()
    _check_body(request)
    return repeats.once(request.token, request, run) if repeats.HEADER in request.headers else run()


def _check_query(request: HttpRequest, operation: Operation) -> None:
    """A misspelt filter would be ignored, and everything would be listed."""
    queries_of = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    known = {name for model in queries_of for name in model.__ninja_flatten_map__}
    faults = [Fault(where=f"query.{name}", what="is not known") for name in request.GET if name not in known]
    if faults:
        raise Refused(422, "invalid", "The address has parameters that are not known.", faults=faults)


def _check_body(request: HttpRequest) -> None:
    if len(request.body) > LARGEST_BODY:
        raise Refused(413, "too-large", f"A body has at most {LARGEST_BODY} bytes.")
    if request.body and request.content_type != "application/json":
        raise Refused(415, "not-json", "Send the body as Content-Type: application/json.")
