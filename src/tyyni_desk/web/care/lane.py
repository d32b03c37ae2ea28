"""The legal lane: mail of those whose contact is ended, and their appeals, for leads."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tyyni_desk.care.ladder import afterwards, queries
from tyyni_desk.care.ladder.models import Appeal, ContactEnd
from tyyni_desk.conversations.queries import rows
from tyyni_desk.web.http import AgentRequest, needs, toast


@require_GET
@needs("read_legal_lane")
def lane(request: AgentRequest) -> HttpResponse:
    context = {"conversations": rows(queries.lane())[:200], "appeals": queries.appeals(), "ends": queries.ends()[:200]}
    return render(request, "desk/care/lane.html", context)


@require_POST
@needs("read_legal_lane")
def decision(request: AgentRequest, appeal_id: int) -> HttpResponse:
    appeal = get_object_or_404(Appeal, pk=appeal_id)
    try:
        is_upheld = request.POST.get("upheld") == "1"
        afterwards.decide(appeal, is_upheld=is_upheld, why=request.POST.get("why", "")[:2000], by=request.user)
        toast(request, _("Decided. Tell the customer in your own words."))
    except afterwards.NoReason:
        toast(request, _("Say why; the customer may ask."))
    except afterwards.OwnDecision:
        toast(request, _("You ended this contact yourself. Another lead decides the appeal."))
    except afterwards.AlreadyDecided:
        toast(request, _("Another lead was quicker."))
    return redirect("lane")


@require_POST
@needs("read_legal_lane")
def end_lifting(request: AgentRequest, end_id: int) -> HttpResponse:
    afterwards.lift(
        get_object_or_404(ContactEnd.objects.select_related("rung__conversation"), pk=end_id), by=request.user
    )
    toast(request, _("The contact is open again."))
    return redirect("lane")
