"""Loads what the first page would wait for, while the server answers already."""

from __future__ import annotations

import gc
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from django.db import connection
from django.template.loader import get_template
from django.urls import reverse

import tyyni
from tyyni.lexicon.rules import Language
from tyyni_desk.care import queries
from tyyni_desk.care.playbooks.queries import book_for
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.conversations.queries import visible

_TALKS: dict[Language, tuple[str, str]] = {
    "fi": ("Tilaus ei tullut. Haluan rahat takaisin!", "Hei, lähetän uuden huomenna."),
    "pl": ("Paczka nie dotarła. Chcę zwrotu pieniędzy!", "Dzień dobry, jutro wyślę nową."),
    "en": ("The order never came. I want my money back!", "Hello, I will send a new one tomorrow."),
}
_TEMPLATES = Path(__file__).parents[1] / "web" / "templates"
_HEARD = 100  # conversations


def start(stop: Event) -> Thread:
    thread = Thread(target=_warm, args=(stop,), name="warming", daemon=True)
    thread.start()
    return thread


def load() -> None:
    """The engine's words and weights in every language, and the pages."""
    for language, (asked, answered) in _TALKS.items():
        turns = [tyyni.Turn("customer", asked), tyyni.Turn("agent", answered)]
        tyyni.next_step([*turns, turns[0]], language=language, profile=queries.profile())
        tyyni.draft(turns=turns[:1], language=language, profile=queries.profile())
        tyyni.review(answered, message=asked, language=language, profile=queries.profile())
    reverse("home")  # every address, and with them every page's module
    for path in _TEMPLATES.rglob("*.html"):
        get_template(path.relative_to(_TEMPLATES).as_posix())
    # All of this stays. A full collection would look through it at each page that makes many objects, for as long as
    # the page itself takes.
    gc.collect()
    gc.freeze()


def hear(stop: Event) -> None:
    """The answers in the conversations that wait, those first that need care first: their next step is then quick."""
    waiting = visible().filter(state=Conversation.State.OPEN).select_related("customer").order_by("care_at", "number")
    for conversation in waiting[:_HEARD]:
        began = monotonic()
        queries.step(conversation, book=book_for(conversation))
        # Half of the time is left to those who work already.
        if stop.wait(monotonic() - began):
            break


def _warm(stop: Event) -> None:
    load()
    hear(stop)
    connection.close()
