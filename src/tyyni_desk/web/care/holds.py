"""A draft that rests: shown to its author beside the message, and to leads where they must look or are asked to."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import tyyni
from tyyni_desk.care.holds import actions, queries
from tyyni_desk.care.holds.models import LONGEST_COOLING, Hold
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.web.http import AgentRequest, needs, toast


class Rest(forms.Form):
    seconds = forms.IntegerField(
        label=gettext_lazy("A harsh draft rests so many seconds"), min_value=0, max_value=LONGEST_COOLING
    )


@require_GET
@needs("answer")
def hold(request: AgentRequest, number: int) -> HttpResponse:
    """The own draft, if it rests; an empty answer when its words were changed or sent."""
    conversation = get_object_or_404(Conversation.objects.select_related("customer"), number=number)
    text = _own_words(request, conversation)
    found = queries.hold_of(conversation, text)
    return held(request, found, text) if found else HttpResponse("")


@require_POST
@needs("answer")
def lead(request: AgentRequest, number: int) -> HttpResponse:
    """Ask a lead to look at the own draft."""
    conversation = get_object_or_404(Conversation.objects.select_related("customer"), number=number)
    text = _own_words(request, conversation)
    found = actions.ask_lead(conversation, text)
    return held(request, found, text) if found else HttpResponse("")


def held(request: AgentRequest, found: Hold, text: str) -> HttpResponse:
    """What stopped the draft, and what its author can do now."""
    conversation = found.conversation
    review = queries.harm(conversation, text)
    context = {
        "conversation": conversation,
        "hold": found,
        "text": text,
        "asked": conversation.messages.filter(kind=Message.Kind.CUSTOMER, is_automatic=False).last(),
        "reasons": _reasons(review, found),
        "needs_lead": queries.needs_lead(found, agent=request.user),
        "may_go": queries.may_go(found, agent=request.user),
        "seconds": max(1, int((found.until - timezone.now()).total_seconds()) + 1),
    }
    return render(request, "desk/care/_held.html", context)


@require_http_methods(["GET", "POST"])
@needs("release_drafts")
def held_drafts(request: AgentRequest) -> HttpResponse:
    """For leads: drafts that wait for them, and how long harsh ones rest."""
    form = Rest(request.POST or None, initial={"seconds": queries.cooling()})
    if request.method == "POST" and form.is_valid():
        actions.set_cooling(form.cleaned_data["seconds"], by=request.user)
        toast(request, _("Saved."))
        return redirect("held_drafts")
    context = {"holds": queries.for_leads(), "form": form}
    return render(request, "desk/care/held_drafts.html", context, status=422 if form.errors else 200)


@require_POST
@needs("release_drafts")
def answer(request: AgentRequest, hold_id: int) -> HttpResponse:
    found = get_object_or_404(queries.for_leads(), pk=hold_id)
    releases = request.POST.get("releases") == "1"
    actions.answer(found, by=request.user, releases=releases, advice=request.POST.get("advice", ""))
    return redirect("held_drafts")


def _reasons(review: tyyni.Review | None, found: Hold) -> list[tyyni.Fault | tyyni.Hint]:
    said: list[tyyni.Fault | tyyni.Hint] = [*review.faults, *review.hints] if review else []
    return [one for one in said if one.code in found.codes]


def _own_words(request: AgentRequest, conversation: Conversation) -> str:
    draft = conversation.standing.drafts.filter(agent=request.user).first()
    return draft.text if draft else ""
