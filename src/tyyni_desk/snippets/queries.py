"""Reads: which snippets there are, which of them can be inserted here, and how one would look."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from tyyni import Fault
from tyyni_desk.care import queries as care
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.conversations.queries import visible
from tyyni_desk.lib import tags
from tyyni_desk.people.models import LANGUAGES, Agent
from tyyni_desk.snippets import values
from tyyni_desk.snippets.models import Snippet, SnippetText

_OFFERED = 500
_CONVERSATIONS = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """A snippet in the language in which it would be inserted."""

    snippet: Snippet
    text: SnippetText


@dataclass(frozen=True, slots=True)
class Preview:
    """A snippet's text as it would go into a conversation: in pieces, with what is missing and what is wrong."""

    language: str
    pieces: list[tuple[str, str]]
    missing: list[tuple[str, str]]
    faults: tuple[Fault, ...]


def listed(search: str = "", *, retired: bool = False) -> list[Snippet]:
    """All snippets in use, or the retired ones, that hold every word of ``search`` somewhere."""
    snippets = _all().filter(retired_at__isnull=not retired)
    # Here and not in the database: SQLite tells Ä from ä.
    wanted = search.casefold().split()
    return [snippet for snippet in snippets if all(word in _everything(snippet) for word in wanted)]


def choices(conversation: Conversation, *, agent: Agent) -> list[Choice]:
    """What ``agent`` can insert here: those in the customer's language first, the most used of them before others."""
    mine = Q(team=None) | Q(team__in=agent.teams.all()) | Q(team=conversation.team_id)
    order = _languages(conversation, agent)
    found = []
    for snippet in _all().filter(mine, retired_at=None).distinct()[:_OFFERED]:
        texts = sorted(snippet.texts.all(), key=lambda text: order.index(text.language))
        found += [Choice(snippet, text) for text in texts[:1]]
    return sorted(found, key=lambda choice: (order.index(choice.text.language), -choice.text.uses))


def preview(body: str, conversation: Conversation, *, agent: Agent, language: str) -> Preview:
    """How ``body`` would look, and what the review says of it as a part of an answer."""
    known = values.values(conversation, agent=agent, language=language)
    filled = tags.fill(body, known)
    return Preview(
        language=language,
        pieces=list(tags.pieces(body, known)),
        missing=[(name, values.why(name, conversation)) for name in tags.unfilled(filled)],
        faults=care.faults_of_a_part(filled, language=language),
    )


def to_preview_on() -> list[Conversation]:
    """The latest conversations of customers who have ordered something."""
    ordered = visible().filter(customer__orders__isnull=False).distinct()
    return list(ordered.select_related("customer").order_by("-last_message_at")[:_CONVERSATIONS])


def _all() -> QuerySet[Snippet]:
    return Snippet.objects.select_related("team").prefetch_related(
        Prefetch("texts", SnippetText.objects.order_by("language"))
    )


def _everything(snippet: Snippet) -> str:
    bodies = (text.body for text in snippet.texts.all())
    return " ".join([snippet.name, snippet.shortcut, *bodies]).casefold()


def _languages(conversation: Conversation, agent: Agent) -> list[str]:
    """The customer's language, then the agent's own, then the rest."""
    return list(dict.fromkeys([conversation.language, agent.interface, *(code for code, _name in LANGUAGES)]))
