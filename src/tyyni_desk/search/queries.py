"""Finds conversations by words in any inflected form, and by filters."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from tyyni_desk.conversations.models import Conversation
from tyyni_desk.conversations.queries import visible
from tyyni_desk.lib.terms import forms, words
from tyyni_desk.people.models import Agent, Identity
from tyyni_desk.search.query import CHANNELS, Query, parse


def find(text: str, *, agent: Agent) -> QuerySet[Conversation]:
    """Conversations that hold every word and phrase and pass every filter, the latest first.

    Raises UnknownFilter, whose message is for the person who searched.
    """
    query = parse(text)
    found = visible().order_by("-last_message_at", "-number")
    sought = [word for part in (*query.words, *query.phrases) for word in words(part)]
    if sought:
        found = found.filter(number__in=with_words(sought))
    for phrase in query.phrases:
        found = found.filter(Q(subject__icontains=phrase) | Q(messages__text__icontains=phrase)).distinct()
    for name, value in query.filters:
        found = found.filter(_filter(name, value, agent))
    return found


def sought_forms(text: str) -> set[str]:
    """Every form of the words that ``text`` asks for, for highlighting."""
    query: Query = parse(text)
    return {form for part in (*query.words, *query.phrases) for word in words(part) for form in forms(word)}


_MATCH = {
    "sqlite": ("SELECT rowid FROM search_index WHERE search_index MATCH %s", " AND ", " OR "),
    "postgresql": (
        "SELECT conversation_id FROM search_entry WHERE vector @@ to_tsquery('simple', %s)",
        " & ",
        " | ",
    ),
}


def with_words(sought: list[str]) -> RawSQL:
    """The numbers of the conversations in which each word stands in some form.

    Forms are letters and digits only (``terms``), so that quotes around them are all the escaping there is.
    """
    statement, every, some = _MATCH[connection.vendor]
    quote = '"' if connection.vendor == "sqlite" else "'"
    match = every.join("(" + some.join(f"{quote}{form}{quote}" for form in forms(word)) + ")" for word in sought)
    return RawSQL(statement, [match])  # the statement is one of ours, the words are a parameter


def _filter(name: str, value: str, agent: Agent) -> Q:
    if name == "is":
        people = {"mine": Q(assignee=agent), "unassigned": Q(assignee=None)}
        return people.get(value, Q(state=value))
    day = date.fromisoformat(value) if name in ("before", "after") else date.min
    return {
        "from": Q(customer__in=Identity.objects.filter(value__icontains=value).values("customer"))
        | Q(customer__name__icontains=value),
        "to": Q(assignee__name__icontains=value),
        "tag": Q(tags__name=value.lower()),
        "in": Q(channel=CHANNELS.get(value, value)),
        "lang": Q(language=value),
        "before": Q(last_message_at__date__lt=day),
        "after": Q(last_message_at__date__gt=day if day < date.max else day - timedelta(days=1)),
    }[name]
