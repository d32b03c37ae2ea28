"""The search page, and searches kept as views."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tyyni_desk.conversations import saved
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.conversations.queries import rows
from tyyni_desk.lib.terms import forms
from tyyni_desk.people.may import may
from tyyni_desk.search import queries
from tyyni_desk.search.query import UnknownFilter
from tyyni_desk.web import queue
from tyyni_desk.web.http import AgentRequest, needs, toast

PAGE = 40
_AROUND = 90
_TEXTS = Prefetch("messages", Message.objects.only("conversation_id", "text"))
_WORD = re.compile(r"[^\W_]+(?:[-.@][^\W_]+)*")


@require_GET
@needs("see_conversations")
def search(request: AgentRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    context = {"search_text": text, **queue.bar(request)}
    try:
        found = list(rows(queries.find(text, agent=request.user)).prefetch_related(_TEXTS)[: PAGE + 1]) if text else []
    except UnknownFilter as wrong:
        return render(request, "desk/search.html", {**context, "problem": str(wrong)}, status=422)
    sought = queries.sought_forms(text)
    hits = [(conversation, _excerpt(conversation, sought)) for conversation in found[:PAGE]]
    return render(request, "desk/search.html", {**context, "hits": hits, "more": len(found) > PAGE})


@require_POST
@needs("use_snippets")
def keep(request: AgentRequest) -> HttpResponse:
    """Keep a search in the side bar; only a lead shares one with everybody."""
    shared = "shared" in request.POST and may(request.user, "share_views")
    text = request.POST.get("q", "")
    saved.keep(name=request.POST.get("name", "") or text, search=text, by=request.user, shared=shared)
    toast(request, _("Kept in the side bar."))
    return redirect(f"/search?q={text}")


def _excerpt(conversation: Conversation, sought: set[str]) -> SafeString:
    """The words around the first hit, with every hit marked; everything else is escaped."""
    for message in conversation.messages.all():
        first = next((word for word in _WORD.finditer(message.text) if sought & set(forms(word[0].lower()))), None)
        if first:
            start = max(0, first.start() - _AROUND)
            part = message.text[start : first.end() + _AROUND]
            return mark_safe("".join(_marked(part, sought)))  # each piece was escaped
    return mark_safe("")


def _marked(text: str, sought: set[str]) -> Iterator[str]:
    at = 0
    for word in _WORD.finditer(text):
        if sought & set(forms(word[0].lower())):
            yield f"{escape(text[at : word.start()])}<mark>{escape(word[0])}</mark>"
            at = word.end()
    yield escape(text[at:])
