"""Every refusal has one shape, RFC 9457: what went wrong in general, and here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import Field

TYPE = "application/problem+json"


class Fault(Schema):
    """One value that was refused."""

    where: str = Field(description="such as body.text or query.limit")
    what: str


class Problem(Schema):
    """A refusal (RFC 9457)."""

    type: str = Field(description="the kind of problem, for programs: urn:tyyni:problem:…")
    title: str
    status: int
    detail: str
    faults: list[Fault] = Field(default=[], description="which values were refused")


class Refused(Exception):
    """A request that is refused; ``name`` is for programs, ``detail`` for people."""

    def __init__(
        self, status: int, name: str, detail: str, *, faults: Sequence[Fault] = (), headers: Mapping[str, str] = {}
    ) -> None:
        super().__init__(detail)
        self.status, self.name, self.detail = status, name, detail
        self.faults, self.headers = list(faults), headers


class NotThere(Refused):
    def __init__(self, what: str) -> None:
        super().__init__(404, "not-found", f"There is no such {what}.")


class Unfit(Refused):
    """A value that is of the right kind, but not one that is there or goes with the others."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(422, "unfit", f"{where}: {what}", faults=[Fault(where=where, what=what)])


def answer(refusal: Refused) -> HttpResponse:
    problem = Problem(
        type=f"urn:tyyni:problem:{refusal.name}",
        title=HTTPStatus(refusal.status).phrase,
        status=refusal.status,
        detail=refusal.detail,
        faults=refusal.faults,
    )
    return JsonResponse(problem.dict(), status=refusal.status, content_type=TYPE, headers=dict(refusal.headers))


def refused(_request: HttpRequest, refusal: Any) -> HttpResponse:  # Any: ninja hands over an instance or a class
    return answer(refusal)


def not_now(_request: HttpRequest, refusal: Any) -> HttpResponse:  # Any: as above
    """The desk says no to what would do harm, in its own words."""
    return answer(Refused(409, "refused", str(refusal)))


def invalid(_request: HttpRequest, wrong: Any) -> HttpResponse:  # Any: as above
    faults = [Fault(where=_where(row["loc"]), what=row["msg"]) for row in _rows(wrong)]
    return answer(Refused(422, "invalid", "The request does not fit the schema.", faults=faults))


def unreadable(_request: HttpRequest, _wrong: Any) -> HttpResponse:  # Any: as above
    return answer(Refused(400, "unreadable", "The body is no JSON."))


class ProblemMiddleware:
    """What Django itself refuses below /api/ (an unknown address or method) gets the same shape."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 400 or not request.path.startswith("/api/") or response["Content-Type"] == TYPE:
            return response
        kept = {name: response[name] for name in ("Allow", "Retry-After") if response.has_header(name)}
        phrase = HTTPStatus(response.status_code)
        name = phrase.name.lower().replace("_", "-")
        return answer(Refused(response.status_code, name, phrase.description or phrase.phrase, headers=kept))


def _rows(wrong: ValidationError) -> list[dict[str, Any]]:
    return wrong.errors


def _where(place: Sequence[Any]) -> str:
    """The parameter that holds the body is called body too, and is named once."""
    return ".".join(str(part) for part in (place[1:] if place[:2] == ("body", "body") else place))
