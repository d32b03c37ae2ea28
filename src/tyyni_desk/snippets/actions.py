"""Everything that changes a snippet, and the insertion of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tyyni_desk.conversations.models import Conversation
from tyyni_desk.lib import tags
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent, Team
from tyyni_desk.snippets.models import Snippet, SnippetText
from tyyni_desk.snippets.values import TAGS, values


class ShortcutTaken(Exception):
    """Another snippet has the shortcut, perhaps a retired one."""


class NoText(Exception):
    """A snippet needs its text in one language at least."""


class UnknownTag(Exception):
    """``language``'s text holds tags that nothing fills; ``tags`` names them."""

    def __init__(self, language: str, tags: list[str]) -> None:
        super().__init__(", ".join(tags))
        self.language, self.tags = language, tags


@transaction.atomic
def add(*, by: Agent, name: str, shortcut: str, team: Team | None, texts: Mapping[str, str]) -> Snippet:
    """``texts`` by language; an empty one is left out."""
    _check(texts)
    if Snippet.objects.filter(shortcut=shortcut).exists():
        raise ShortcutTaken
    snippet = Snippet.objects.create(name=name, shortcut=shortcut, team=team, updated_by=by)
    _write(snippet, texts)
    audit.note(by=by, action="snippet_added", subject=shortcut)
    return snippet


@transaction.atomic
def change(
    snippet: Snippet, *, by: Agent, name: str, shortcut: str, team: Team | None, texts: Mapping[str, str]
) -> None:
    _check(texts)
    if Snippet.objects.filter(shortcut=shortcut).exclude(pk=snippet.pk).exists():
        raise ShortcutTaken
    before = _facts(snippet)
    snippet.name, snippet.shortcut, snippet.team, snippet.updated_by = name, shortcut, team, by
    snippet.save()
    _write(snippet, texts)
    changes = audit.difference(before, _facts(snippet))
    if changes:
        audit.note(by=by, action="snippet_changed", subject=shortcut, detail=changes)


@transaction.atomic
def insert(text: SnippetText, conversation: Conversation, *, by: Agent) -> str:
    """The text with the conversation's values in its tags; counted as used, not by whom."""
    SnippetText.objects.filter(pk=text.pk).update(uses=F("uses") + 1, used_at=timezone.now())
    return tags.fill(text.body, values(conversation, agent=by, language=text.language))


def _check(texts: Mapping[str, str]) -> None:
    if not any(body.strip() for body in texts.values()):
        raise NoText
    for language, body in texts.items():
        unknown = [name for name in tags.unfilled(body) if name not in TAGS]
        if unknown:
            raise UnknownTag(language, unknown)


def _write(snippet: Snippet, texts: Mapping[str, str]) -> None:
    """Set the texts to these; the count of a text that stays is kept."""
    for language, body in texts.items():
        if body.strip():
            SnippetText.objects.update_or_create(snippet=snippet, language=language, defaults={"body": body.strip()})
        else:
            snippet.texts.filter(language=language).delete()


def _facts(snippet: Snippet) -> dict[str, Any]:
    texts = {text.language: text.body for text in SnippetText.objects.filter(snippet=snippet)}
    return {"name": snippet.name, "shortcut": snippet.shortcut, "team": str(snippet.team or ""), **texts}
