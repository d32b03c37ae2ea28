"""What the API says of itself: OpenAPI, with every refusal, the scopes, and the key that makes a write happen once."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.parser import Parser

from tyyni_desk.api import problems, repeats
from tyyni_desk.api.gate import Bearer

_ALWAYS, _OF_WRITES = (401, 403, 422, 429), (400, 409, 413, 415)
_KEY = {
    "in": "header",
    "name": repeats.HEADER,
    "required": False,
    "description": "The same key with the same request is answered as before, and does nothing again. Kept for a day.",
    "schema": {"type": "string", "minLength": 1, "maxLength": repeats.LONGEST, "pattern": f"^{repeats.SIGNS}$"},
}
_PROBLEM = {"content": {problems.TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


class Unreadable(Exception):
    """The body is no JSON."""


class Json(Parser):
    """JSON, and nothing that only resembles it."""

    def parse_body(self, request: HttpRequest) -> Any:  # whatever the JSON holds
        try:
            return json.loads(request.body, parse_constant=_refuse)
        except (ValueError, RecursionError) as wrong:
            raise Unreadable from wrong


class Api(NinjaAPI):
    """Ninja's, with all that its own schema leaves out."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **named: Any) -> OpenAPISchema:  # Any: passed on
        schema = super().get_openapi_schema(**named)
        scopes = self._scopes()
        for path, operations in schema["paths"].items():
            for method, operation in operations.items():
                _complete(operation, path=path, writes=method != "get", scope=scopes[operation["operationId"]])
        problem = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schema["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
        return schema

    def _scopes(self) -> dict[str, str]:
        return {operation.view_func.__name__: scope_of(operation) for operation in operations_of(self)}


def operations_of(api: NinjaAPI) -> list[Operation]:
    """Every operation, as it is served."""
    views = [view for router in api._get_bound_routers() for view in router.path_operations.values()]
    return [operation for view in views for operation in view.operations]


def scope_of(operation: Operation) -> str:
    """The scope that a token needs for it."""
    (bearer,) = [auth for auth in operation.auth_callbacks if isinstance(auth, Bearer)]
    return bearer.scope


def _complete(operation: dict[str, Any], *, path: str, writes: bool, scope: str) -> None:
    operation["description"] = f"{operation.get('description', '')}\n\nScope: `{scope}`.".strip()
    refusals = [*_ALWAYS, *(_OF_WRITES if writes else ()), *((404,) if "{" in path else ())]
    operation["responses"] |= {status: {"description": HTTPStatus(status).phrase, **_PROBLEM} for status in refusals}
    if writes:
        operation["parameters"] = [*operation["parameters"], _KEY]


def _refuse(name: str) -> Any:  # never returns
    raise ValueError(name)
