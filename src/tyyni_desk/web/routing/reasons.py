"""Why the desk gave a conversation to somebody, or to nobody, in words: no counts, and nobody else's name."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Agent
from tyyni_desk.routing import queries
from tyyni_desk.routing.choosing import Reason, Why
from tyyni_desk.routing.models import Wait

LANGUAGES = {"fi": gettext_lazy("in Finnish"), "pl": gettext_lazy("in Polish"), "en": gettext_lazy("in English")}


def of(conversation: Conversation, *, reader: Agent) -> str:
    """One line for the head of a conversation; empty where a person decided."""
    if conversation.assignee_id:
        found = queries.reasons(conversation)
        said = _("Given to you: %(reasons)s") if conversation.assignee == reader else _("Given out: %(reasons)s")
        return said % {"reasons": in_words(found)} if found else ""
    wait = Wait.objects.filter(conversation=conversation).exclude(why="").first()
    if wait is None or conversation.state != Conversation.State.OPEN:
        return ""
    return why_nobody(wait.why, language=wait.language, team=str(conversation.team or ""))


def in_words(reasons: Iterable[Reason]) -> str:
    """ "in Polish, returns; shared out evenly"."""
    said = {"rule": _("by a rule"), "duty": _("on duty now")}
    parts = [str(LANGUAGES[value]) if code == "language" else said.get(code, value) for code, value in reasons]
    fits = ", ".join(part for part in parts if part)
    is_even = any(code == "even" for code, _value in reasons)
    return "; ".join(filter(None, [fits, _("shared out evenly") if is_even else ""]))


def why_nobody(why: str, *, language: str, team: str) -> str:
    """Why it waits in the queue: "Polska: nobody who answers in Polish is at work now"."""
    said = {"language": str(LANGUAGES.get(language, ""))}
    texts = {
        Why.TEAM: _("nobody here answers customers"),
        Why.LANGUAGE: _("nobody answers %(language)s") % said if language else _("nobody here answers customers"),
        Why.AWAY: _("nobody who answers %(language)s is at work now") % said
        if language
        else _("nobody is at work now"),
        Why.FULL: _("everybody who could take it has enough open"),
    }
    text = texts[Why(why)]
    return f"{team}: {text}" if team else text[:1].upper() + text[1:]
