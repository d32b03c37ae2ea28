"""One promise: confirmed, kept, or found to be none; and those of a conversation, beside it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tyyni_desk.care.clocks import queries as clocks
from tyyni_desk.care.promises import actions, queries, telling
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.promises.forms import Confirmation

_AT_ONCE = 3  # forms; when one is confirmed, the next comes


@require_GET
@needs("see_conversations")
def owed(request: AgentRequest, number: int) -> HttpResponse:
    """What the next agent must know: everything that is still owed to this customer here."""
    conversation = get_object_or_404(Conversation.objects.select_related("customer"), number=number)
    return render(request, "desk/promises/_owed.html", beside(conversation))


@require_POST
@needs("answer")
def confirmation(request: AgentRequest, promise_id: int) -> HttpResponse:
    promise = _promise(promise_id)
    form = Confirmation(request.POST, promise=promise)
    if form.is_valid():
        try:
            actions.confirm(promise, by=request.user, **form.cleaned_data)
        except actions.NotOwed:
            toast(request, _("It was kept or moved already."))
    return _rest(request, promise, wrong=form)


@require_POST
@needs("answer")
def removal(request: AgentRequest, promise_id: int) -> HttpResponse:
    """It was no promise."""
    promise = _promise(promise_id)
    try:
        actions.drop(promise, by=request.user)
    except actions.NotOwed:
        toast(request, _("It was kept or moved already."))
    return _rest(request, promise)


@require_POST
@needs("answer")
def keeping(request: AgentRequest, promise_id: int) -> HttpResponse:
    """From the conversation (htmx) the panel comes back, from the ledger the ledger."""
    promise = _promise(promise_id)
    try:
        actions.keep(promise, by=request.user)
    except actions.NotOwed:
        toast(request, _("It was kept or moved already."))
    if request.headers.get("HX-Request"):
        return render(request, "desk/promises/_owed.html", beside(promise.message.conversation))
    box = request.POST.get("box", "")
    return redirect(f"{reverse('ledger')}?box={box}" if box in queries.BOXES else "ledger")


def beside(conversation: Conversation) -> dict[str, Any]:
    """The owed promises of a conversation, each with a draft for telling a new time, and the clocks that run."""
    owed, running = telling.drafts(conversation), clocks.shown(conversation)
    return {"conversation": conversation, "owed": owed, "clocks": running}


def telling_of(promise_id: str, beside: dict[str, Any]) -> str:
    """The draft for telling a new time of the promise that the address names."""
    return next((draft for row, draft in beside["owed"] if str(row.pk) == promise_id), "")


def to_confirm(request: AgentRequest, conversation: Conversation) -> list[tuple[Promise, Confirmation]]:
    """What the agent has just promised and not looked at, a few at once, with a form for each."""
    rows = queries.unconfirmed(conversation, agent=request.user)[:_AT_ONCE]
    return [(row, Confirmation(promise=row)) for row in rows]


def _rest(request: AgentRequest, promise: Promise, *, wrong: Confirmation | None = None) -> HttpResponse:
    """The forms that are left; one with a mistake in it is shown again."""
    rows = to_confirm(request, promise.message.conversation)
    forms = [(row, wrong if wrong and wrong.errors and row == promise else form) for row, form in rows]
    return render(request, "desk/promises/_confirm.html", {"to_confirm": forms})


def _promise(promise_id: int) -> Promise:
    rows = Promise.objects.select_related("message__conversation__customer")
    return get_object_or_404(rows, pk=promise_id)
