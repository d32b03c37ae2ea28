"""Looking after those who answer: a break or a swap, what one has met, and whom a lead should speak with."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tyyni_desk.care.exposure import actions, queries
from tyyni_desk.care.exposure.models import Aftercare
from tyyni_desk.web.http import AgentRequest, needs, toast


@require_GET
@needs("see_own_account")
def met(request: AgentRequest) -> HttpResponse:
    """For one's own eyes."""
    return render(request, "desk/care/met.html", {"met": queries.met_by(request.user)})


@require_POST
@needs("see_own_account")
def rest(request: AgentRequest) -> HttpResponse:
    offered = queries.offer_to(request.user)
    choice = request.POST.get("choice", "")
    if offered and choice in Aftercare.Choice.values:
        actions.answer(offered, choice=choice)
        if choice == Aftercare.Choice.BREAK:
            toast(request, _("You are away. Take your time; set yourself on duty when you are back."))
        elif choice == Aftercare.Choice.SWAP:
            toast(request, _("Somebody else goes on with it."))
    return redirect("home")


@require_GET
@needs("look_after_people")
def team_care(request: AgentRequest) -> HttpResponse:
    context = {"talks": queries.to_speak_with(request.user), "teams": queries.met_by_teams(), "fewest": queries.FEWEST}
    return render(request, "desk/care/team.html", context)


@require_POST
@needs("look_after_people")
def talk(request: AgentRequest, offer_id: int) -> HttpResponse:
    actions.spoken(get_object_or_404(queries.to_speak_with(request.user), pk=offer_id), by=request.user)
    return redirect("team_care")
