"""Snippets."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Path, Router, Schema
from pydantic import Field, StringConstraints

from tyyni_desk.api.gate import Bearer, TokenRequest
from tyyni_desk.api.pages import Cut, Page, Which, cut
from tyyni_desk.api.problems import NotThere, Refused, Unfit
from tyyni_desk.api.shapes.inputs import Id, Line, Strict, Text
from tyyni_desk.api.shapes.outputs import Named
from tyyni_desk.people.models import Team
from tyyni_desk.snippets import actions
from tyyni_desk.snippets.models import Snippet

router = Router(tags=["snippets"])
READ, WRITE = Bearer("snippets:read"), Bearer("snippets:write")
Shortcut = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[-a-zA-Z0-9_]+$")]


class TextsIn(Strict):
    fi: Text | None = None
    pl: Text | None = None
    en: Text | None = None


class SnippetIn(Strict):
    name: Annotated[Line, Field(min_length=1, max_length=100)]
    team: Id | None = None
    texts: TextsIn


class SnippetOut(Schema):
    shortcut: str
    name: str
    team: Named | None
    texts: dict[str, str] = Field(description="by language; tags such as {{ order.number }} stand as they are")

    @staticmethod
    def resolve_texts(snippet: Snippet) -> dict[str, str]:
        return {text.language: text.body for text in snippet.texts.all()}


@router.get("/snippets", auth=READ, response=Page[SnippetOut])
def list_snippets(request: TokenRequest, page: Which) -> Cut[Snippet]:
    return cut(_snippets(), page, order=("id",))


@router.get("/snippets/{shortcut}", auth=READ, response=SnippetOut)
def show_snippet(request: TokenRequest, shortcut: Annotated[Shortcut, Path()]) -> Snippet:
    found = _snippets().filter(shortcut=shortcut).first()
    if found is None:
        raise NotThere("snippet")
    return found


@router.put("/snippets/{shortcut}", auth=WRITE, response=SnippetOut)
def upsert_snippet(request: TokenRequest, shortcut: Annotated[Shortcut, Path()], body: SnippetIn) -> Snippet:
    """Add the snippet with this shortcut, or change it. A language that is left out keeps its text."""
    team = Team.objects.filter(pk=body.team).first() if body.team else None
    if body.team and team is None:
        raise Unfit("body.team", "names no team")
    known = Snippet.objects.filter(shortcut=shortcut).first()
    if known and known.retired_at:
        raise Refused(409, "retired", "The snippet was retired; a lead restores it.")
    wanted: dict[str, Any] = {
        "name": body.name,
        "shortcut": shortcut,
        "team": team,
        "texts": body.texts.dict(exclude_none=True),
    }
    try:
        actions.change(known, by=request.auth, **wanted) if known else actions.add(by=request.auth, **wanted)
    except actions.NoText as wrong:
        raise Unfit("body.texts", "one language at least needs its text") from wrong
    except actions.UnknownTag as wrong:
        raise Unfit(f"body.texts.{wrong.language}", f"holds tags that nothing fills: {wrong}") from wrong
    return _snippets().get(shortcut=shortcut)


def _snippets() -> QuerySet[Snippet]:
    return Snippet.objects.filter(retired_at=None).select_related("team").prefetch_related("texts")
