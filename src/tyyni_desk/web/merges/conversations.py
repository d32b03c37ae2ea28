"""Two conversations about one matter become one, one about two matters becomes two, and either is undone."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.conversations import queries
from tyyni_desk.conversations.merges import merging, splitting
from tyyni_desk.conversations.models import Conversation, Merge
from tyyni_desk.search.queries import find
from tyyni_desk.search.query import UnknownFilter
from tyyni_desk.web import queue
from tyyni_desk.web.http import AgentRequest, needs, toast

MOST = 20


@require_http_methods(["GET", "POST"])
@needs("answer")
def merge(request: AgentRequest, number: int) -> HttpResponse:
    """GET: the customer's other conversations, or those that a search finds. POST: this one goes into the chosen."""
    conversation = _conversation(number)
    if request.method == "POST":
        return _merge(request, conversation)
    text = request.GET.get("q", "").strip()
    found, problem = _found(request, conversation, text)
    context = {"conversation": conversation, "sought": text, "found": found, "problem": problem}
    return render(request, "desk/merges/merge.html", {**context, **queue.bar(request)}, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
@needs("answer")
def split(request: AgentRequest, number: int) -> HttpResponse:
    """GET: which messages are about something else. POST: they go into a conversation of their own."""
    conversation = _conversation(number)
    subject = request.POST.get("subject", conversation.subject)[:300]
    chosen = [int(one) for one in request.POST.getlist("message") if one.isdigit()]
    problem = ""
    if request.method == "POST":
        try:
            new = splitting.split(conversation, chosen, subject=subject, by=request.user)
            toast(request, _("Taken out. This is the new conversation; the trail leads back."))
            return redirect("conversation", number=new.number)
        except splitting.NothingChosen:
            problem = _("Choose the messages that are about something else.")
        except splitting.NothingLeft:
            problem = _("Leave at least one message here.")
        except merging.CannotMerge:
            problem = _("A side conversation cannot be split.")
    said = queries.turns(conversation)
    context = {"conversation": conversation, "turns": said, "subject": subject, "chosen": chosen, "problem": problem}
    return render(request, "desk/merges/split.html", {**context, **queue.bar(request)}, status=422 if problem else 200)


@require_POST
@needs("answer")
def undoing(request: AgentRequest, merge_id: int) -> HttpResponse:
    done = get_object_or_404(Merge, pk=merge_id)
    undo = splitting.undo if done.kind == Merge.Kind.SPLIT else merging.undo
    try:
        undo(done, by=request.user)
        toast(request, _("Undone. Each message is where it was."))
    except merging.AlreadyUndone:
        toast(request, _("Somebody undid it first."))
    except merging.LaterFirst:
        toast(request, _("It was merged or split again since. Undo that first."))
    return redirect("conversation", number=done.source_id)


def _conversation(number: int) -> Conversation:
    return get_object_or_404(Conversation.objects.select_related("customer", "merged_into"), number=number).standing


def _merge(request: AgentRequest, conversation: Conversation) -> HttpResponse:
    chosen = request.POST.get("into", "").strip().removeprefix("#")
    into = get_object_or_404(Conversation, number=int(chosen) if chosen.isdigit() and len(chosen) < 12 else 0).standing
    try:
        merging.merge(conversation, into=into, by=request.user)
        toast(request, _("One conversation now. It can be undone under its subject."))
    except merging.CannotMerge:
        toast(request, _("Nothing was merged: it is the same conversation, or one of them is a side conversation."))
    return redirect("conversation", number=into.number)


def _found(request: AgentRequest, conversation: Conversation, text: str) -> tuple[list[Conversation], str]:
    """By its number, by words, or without either the customer's own."""
    others = queries.with_customer(conversation.customer)
    if text.removeprefix("#").isdigit():
        others = queries.visible().filter(number=int(text.removeprefix("#")[:12]))
    elif text:
        try:
            others = find(text, agent=request.user)
        except UnknownFilter as wrong:
            return [], str(wrong)
    return list(queries.rows(others).exclude(number=conversation.number)[:MOST]), ""
