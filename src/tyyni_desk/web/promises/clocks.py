"""Statutory clocks: one stopped by a person, and the rules switched on and off."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.care.clocks import actions, queries
from tyyni_desk.care.clocks.models import Clock
from tyyni_desk.conversations.actions import NothingToSay
from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.promises.single import beside


@require_POST
@needs("answer")
def settlement(request: AgentRequest, clock_id: int) -> HttpResponse:
    """The answer was given, or none is needed and why."""
    clock = get_object_or_404(Clock.objects.select_related("message__conversation__customer"), pk=clock_id)
    try:
        if "answered" in request.POST:
            actions.mark_answered(clock, by=request.user)
        else:
            actions.settle(clock, by=request.user, why=request.POST.get("why", ""))
    except actions.NotAnswered:
        toast(request, _("Nothing has been answered since."))
    except NothingToSay:
        toast(request, _("Say why no answer is needed."))
    return render(request, "desk/promises/_owed.html", beside(clock.message.conversation))


@require_http_methods(["GET", "POST"])
@needs("set_statutory_clocks")
def rules(request: AgentRequest) -> HttpResponse:
    """Every rule of the data, with its source; POST switches one on or off."""
    found, problem = queries.rules(), ""
    if request.method == "POST" and request.POST.get("rule") in {rule.data.id for rule in found}:
        on, looked = request.POST.get("on") == "1", request.POST.get("checked_by", "")
        try:
            actions.switch(request.POST["rule"], on=on, checked_by=looked, by=request.user)
            toast(request, _("Saved. It holds for messages that are read from now on."))
            return redirect("statutory_clocks")
        except actions.NotChecked:
            problem = _("Nothing was switched on: write down which lawyer has looked at the rule.")
    context = {"rules": found, "problem": problem}
    return render(request, "desk/settings/statutory.html", context, status=422 if problem else 200)
