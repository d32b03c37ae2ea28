"""The craft beside the conversation: the next step, the review of what is being written, a draft to start from."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from tyyni_desk.care import queries
from tyyni_desk.care.boundaries.yielding import yieldings
from tyyni_desk.care.done import done
from tyyni_desk.care.manner import manner
from tyyni_desk.care.playbooks.queries import book_for
from tyyni_desk.care.request import request_of
from tyyni_desk.care.safety.queries import is_in_danger
from tyyni_desk.care.story import story_of
from tyyni_desk.care.suggesting import drafts
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.snippets import actions as snippets
from tyyni_desk.snippets import queries as snippet_queries
from tyyni_desk.snippets import values
from tyyni_desk.snippets.models import SnippetText
from tyyni_desk.web import words
from tyyni_desk.web.help.guides import fitting
from tyyni_desk.web.http import AgentRequest, needs


@require_GET
@needs("see_conversations")
def step(request: AgentRequest, number: int) -> HttpResponse:
    """The step card. It comes after the page, so that reading a long conversation never holds the page up."""
    conversation = get_object_or_404(Conversation.objects.select_related("customer"), number=number)
    found = queries.step(conversation, book=book_for(conversation))
    context = {
        "conversation": conversation,
        "step": found,
        "because": found and queries.because(conversation, found),
        "title": found and words.STEPS[found.step],
        "deeds": words.deeds(done(conversation)),
        "asked": request_of(conversation),
        "story": story_of(conversation),
        "guides": fitting(conversation),
    }
    return render(request, "desk/_step.html", context)


@require_POST
@needs("answer")
def review(request: AgentRequest, number: int) -> HttpResponse:
    """What the draft does well and badly. POST, because a draft is too long for an address; nothing is kept."""
    conversation = get_object_or_404(Conversation.objects.select_related("customer"), number=number)
    text = request.POST.get("text", "")
    missing = values.missing(text, conversation, agent=request.user, language=conversation.language)
    # Whoever writes to somebody in danger writes as a person: no rule of tone speaks in between.
    rests = is_in_danger(conversation)
    if rests or not text.strip():
        return render(request, "desk/_review.html", {"missing": missing, "rests": rests})
    asked = queries.last_said(conversation)
    found = queries.review(conversation, text, asked=asked)
    law, hints = words.law_and_hints(found)
    given_up = yieldings(conversation, text)
    context = {
        "review": found,
        "strengths": words.strengths(found),
        "missing": missing,
        "law": law,
        "hints": hints,
        "manner": words.manner(manner(conversation, text, review=found, reading=asked.reading)),
        "yieldings": given_up,
    }
    return render(request, "desk/_review.html", context)


@require_GET
@needs("answer")
def suggestion(request: AgentRequest, number: int) -> HttpResponse:
    """A draft as plain text, which the page puts into an empty composer."""
    conversation = get_object_or_404(Conversation.objects.select_related("customer"), number=number)
    try:
        found = drafts.suggestion(conversation, agent=request.user)
    except ValueError:
        return HttpResponse(status=204)
    return HttpResponse(found.text, content_type="text/plain; charset=utf-8", headers={"Drafted-By": found.by})


@require_GET
@needs("use_snippets")
def choices(request: AgentRequest, number: int) -> HttpResponse:
    """All that can be inserted here; the page narrows the list down while its agent types."""
    conversation = get_object_or_404(Conversation, number=number)
    found = snippet_queries.choices(conversation, agent=request.user)
    return render(request, "desk/_snippets.html", {"conversation": conversation, "choices": found})


@require_POST
@needs("use_snippets")
def insertion(request: AgentRequest, number: int, text_id: int) -> HttpResponse:
    """A snippet as plain text with this conversation's values. POST, because its use is counted."""
    conversation = get_object_or_404(Conversation.objects.select_related("customer"), number=number)
    text = get_object_or_404(SnippetText, pk=text_id, snippet__retired_at=None)
    filled = snippets.insert(text, conversation, by=request.user)
    return HttpResponse(filled, content_type="text/plain; charset=utf-8")
