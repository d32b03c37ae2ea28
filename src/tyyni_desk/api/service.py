"""The API itself: its routers and its errors."""

from __future__ import annotations

from django.http import Http404
from ninja.errors import ValidationError

from tyyni_desk.api import problems
from tyyni_desk.api.gate import gate
from tyyni_desk.api.openapi import Api, Json, Unreadable
from tyyni_desk.api.routes import changes, customers, engine, orders, snippets, webhooks
from tyyni_desk.conversations import listening

api = Api(
    title="Tyyni",
    version="1",
    urls_namespace="api",
    parser=Json(),
    description="The desk for programs. An admin makes a token under Settings, API tokens; send it as a bearer token.",
)
api.add_decorator(gate, mode="view")
# changes writes at the addresses where conversations reads, in one router.
for routes in (changes, customers, orders, snippets, webhooks, engine):
    api.add_router("", routes.router)
api.add_exception_handler(problems.Refused, problems.refused)
api.add_exception_handler(listening.Refused, problems.not_now)
api.add_exception_handler(ValidationError, problems.invalid)
api.add_exception_handler(Unreadable, problems.unreadable)
api.add_exception_handler(Http404, lambda _request, _wrong: problems.answer(problems.NotThere("address")))
