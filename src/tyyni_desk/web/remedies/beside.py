"""Remedies beside a conversation: what fits, what is given and taken back, and what a lead is asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tyyni_desk.care.remedies import actions, limits, queries
from tyyni_desk.care.remedies.models import Remedy, RemedyGiven
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.web.http import AgentRequest, needs
from tyyni_desk.web.remedies.forms import Giving


@require_GET
@needs("give_remedies")
def beside(request: AgentRequest, number: int) -> HttpResponse:
    """The card, which comes after the page as the step does."""
    return _card(request, _conversation(number))


@require_POST
@needs("give_remedies")
def giving(request: AgentRequest, number: int, remedy_id: int) -> HttpResponse:
    """Write down what the customer gets; over a limit the form comes back and asks why, and a lead is asked."""
    conversation, remedy = _conversation(number), get_object_or_404(Remedy, pk=remedy_id, retired_at=None)
    form = Giving(request.POST)
    if not form.is_valid():
        return _card(request, conversation, problem=_("Nothing was written down: fill in the sum."), opened=remedy.pk)
    amount, why = form.cleaned_data["sum"], form.cleaned_data["why"]
    try:
        if why:
            actions.ask_lead(remedy, conversation, amount=amount, why=why, by=request.user)
        else:
            actions.give(remedy, conversation, amount=amount, by=request.user)
    except actions.NeedsLead as stop:
        told = " ".join(str(limits.REASONS[name]) for name in stop.reasons)
        return _card(request, conversation, problem=told, opened=remedy.pk, amount=amount)
    except actions.NothingNow:
        return _card(request, conversation, problem=_("Nothing is given while somebody may be hurt."))
    return _card(request, conversation)


@require_POST
@needs("give_remedies")
def taking_back(request: AgentRequest, given_id: int) -> HttpResponse:
    given = get_object_or_404(RemedyGiven.objects.select_related("remedy", "conversation__customer"), pk=given_id)
    try:
        actions.take_back(given, by=request.user)
    except actions.TakenBack:
        return _card(request, given.conversation, problem=_("Somebody took it back first."))
    return _card(request, given.conversation)


def _conversation(number: int) -> Conversation:
    return get_object_or_404(Conversation.objects.select_related("customer"), number=number)


def _card(request: AgentRequest, conversation: Conversation, **more: Any) -> HttpResponse:
    context = {
        "conversation": conversation,
        "offers": queries.offers(conversation, agent=request.user),
        "given": list(queries.given_in(conversation)),
        "waiting": list(queries.waiting(conversation)),
        "refused": list(queries.answered(conversation)),
        "earlier": queries.earlier(conversation.customer, but=conversation),
        "reasons": limits.REASONS,
        **more,
    }
    return render(request, "desk/remedies/_beside.html", context)
