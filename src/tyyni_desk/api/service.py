"""The API itself: its routers, its errors, its OpenAPI page."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.parser import Parser

from tyyni_desk.api import problems
from tyyni_desk.api.gate import gate
from tyyni_desk.api.routes import changes, customers, engine


class Unreadable(Exception):
    """The body is no JSON."""


class Json(Parser):
    def parse_body(self, request: HttpRequest) -> Any:  # whatever the JSON holds
        try:
            return json.loads(request.body)
        except (ValueError, RecursionError) as wrong:
            raise Unreadable from wrong


api = NinjaAPI(
    title="Tyyni",
    version="1",
    urls_namespace="api",
    parser=Json(),
    description="The desk for programs. How to begin: docs/operate/api.md.",
)
api.add_decorator(gate, mode="view")
for routes in (changes, customers, engine):  # changes writes at the addresses where conversations reads, in one router
    api.add_router("", routes.router)
api.add_exception_handler(problems.Refused, problems.refused)
api.add_exception_handler(ValidationError, problems.invalid)
api.add_exception_handler(Unreadable, problems.unreadable)
api.add_exception_handler(Http404, lambda _request, _wrong: problems.answer(problems.NotThere("address")))
