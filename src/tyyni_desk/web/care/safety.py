"""Incidents: reported by a reading or a person, shown on the conversation, settled by a lead."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tyyni_desk.care.boundaries.queries import policy
from tyyni_desk.care.safety import actions, queries
from tyyni_desk.care.safety.lines import help_for
from tyyni_desk.care.safety.models import Incident
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.web.http import AgentRequest, needs, toast

Kind = Incident.Kind


@require_GET
@needs("raise_incidents")
def incidents(request: AgentRequest) -> HttpResponse:
    found = queries.open_incidents().prefetch_related("conversation__customer__identities")[:200]
    return render(request, "desk/care/incidents.html", {"incidents": found, "on_threats": policy().on_threats})


@require_POST
@needs("raise_incidents")
def report(request: AgentRequest, number: int) -> HttpResponse:
    """An agent saw what the reading did not; it hangs on the customer's last message."""
    conversation = get_object_or_404(Conversation, number=number)
    kind = request.POST.get("kind", "")
    message = conversation.messages.filter(kind=Message.Kind.CUSTOMER).last()
    if kind not in Kind.values or message is None:
        return HttpResponseBadRequest(_("Choose what happened."))
    actions.raise_incident(message, kind, by=request.user)
    toast(request, _("Reported. The leads are told."))
    return HttpResponse(status=204, headers={"HX-Redirect": reverse("conversation", args=[number])})


@require_POST
@needs("settle_incidents")
def settlement(request: AgentRequest, incident_id: int) -> HttpResponse:
    incident = get_object_or_404(Incident.objects.select_related("conversation"), pk=incident_id)
    try:
        actions.settle(incident, outcome=request.POST.get("outcome", "")[:2000], by=request.user)
        toast(request, _("Settled. The evidence is kept."))
    except actions.NoOutcome:
        toast(request, _("Say what was done, or that it was read wrongly."))
    return redirect("incidents")


def shown(conversation: Conversation) -> dict[str, Any]:
    """What the conversation's page says of danger; nothing is asked for where there is none."""
    found = queries.incidents_of(conversation)
    kinds = {incident.kind for incident in found}
    return {
        "incidents": found,
        "help": help_for(conversation.customer) if Kind.SELF_HARM in kinds else None,
        "on_threats": policy().on_threats if Kind.VIOLENCE in kinds else "",
    }
