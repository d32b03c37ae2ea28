"""Snippets."""

from __future__ import annotations

from typing import Annotated

from django.db.models import QuerySet
from ninja import Path, Router, Schema
from pydantic import Field, StringConstraints

from tyyni_desk.api.gate import Bearer, TokenRequest
from tyyni_desk.api.pages import Cut, Page, Which, cut
from tyyni_desk.api.problems import NotThere
from tyyni_desk.api.shapes.outputs import Named
from tyyni_desk.snippets.models import Snippet

router = Router(tags=["snippets"])
READ = Bearer("snippets:read")
Shortcut = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[-a-zA-Z0-9_]+$")]


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


def _snippets() -> QuerySet[Snippet]:
    return Snippet.objects.select_related("team").prefetch_related("texts")
