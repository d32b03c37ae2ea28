"""What leads set and decide: limits and budgets, and remedies over an agent's limit."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tyyni_desk.care.remedies import actions, limits, queries
from tyyni_desk.care.remedies.models import RemedyRequest
from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.remedies.forms import GoodwillForm


@require_http_methods(["GET", "POST"])
@needs("edit_remedies")
def goodwill(request: AgentRequest) -> HttpResponse:
    """When to settle, one customer's limits and the budget, with what the month has used."""
    form = GoodwillForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_rules(by=request.user, **form.values())
        toast(request, _("Saved. It holds from now on."))
        return redirect("goodwill")
    context = {"form": form, "budgets": limits.budgets()}
    return render(request, "desk/remedies/goodwill.html", context, status=422 if form.errors else 200)


@require_GET
@needs("decide_remedies")
def requests(request: AgentRequest) -> HttpResponse:
    rows = [(one, queries.earlier(one.conversation.customer, but=one.conversation)) for one in queries.waiting()]
    return render(request, "desk/remedies/requests.html", {"rows": rows, "reasons": limits.REASONS})


@require_POST
@needs("decide_remedies")
def decision(request: AgentRequest, request_id: int) -> HttpResponse:
    asked = get_object_or_404(RemedyRequest.objects.select_related("remedy", "conversation__customer"), pk=request_id)
    granted = request.POST.get("grant") == "1"
    try:
        actions.decide(asked, is_granted=granted, answer=request.POST.get("answer", ""), by=request.user)
        toast(request, _("Given.") if granted else _("Refused. Whoever asked reads why."))
    except actions.NoReason:
        toast(request, _("Say why not: whoever asked reads it."))
    except actions.NeedsLead:
        toast(request, _("It is more than a lead gives. An admin can."))
    except actions.AlreadyDecided:
        toast(request, _("Another lead was quicker."))
    except actions.NothingNow:
        toast(request, _("Nothing is given while somebody may be hurt."))
    return redirect("remedy_requests")
