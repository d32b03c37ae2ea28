"""The catalogue of remedies: agents read it, leads write it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tyyni_desk.care.remedies import actions, limits, queries
from tyyni_desk.care.remedies.models import Remedy
from tyyni_desk.web.http import AgentRequest, needs, retire_or_restore, toast
from tyyni_desk.web.remedies.forms import RemedyForm


@require_GET
@needs("give_remedies")
def remedies(request: AgentRequest) -> HttpResponse:
    retired = request.GET.get("retired") == "1"
    found = list(queries.catalogue(retired=retired))
    became = queries.outcomes(found)
    rows = [(one, became.get(one.pk, queries.Outcome())) for one in found]
    context = {"rows": rows, "retired": retired, "budgets": limits.budgets()}
    return render(request, "desk/remedies/catalogue.html", context)


@require_http_methods(["GET", "POST"])
@needs("edit_remedies")
def new_remedy(request: AgentRequest) -> HttpResponse:
    return _write(request, None)


@require_http_methods(["GET", "POST"])
@needs("edit_remedies")
def remedy(request: AgentRequest, remedy_id: int) -> HttpResponse:
    return _write(request, get_object_or_404(Remedy, pk=remedy_id))


@require_POST
@needs("edit_remedies")
def retirement(request: AgentRequest, remedy_id: int) -> HttpResponse:
    found = get_object_or_404(Remedy, pk=remedy_id)
    retired = _("Retired. What was given of it stays on the record.")
    retire_or_restore(request, found, retired=retired, restored=_("It is offered again."))
    return redirect("remedies")


def _write(request: AgentRequest, found: Remedy | None) -> HttpResponse:
    form = RemedyForm(request.POST or None, remedy=found)
    if request.method == "POST" and form.is_valid():
        actions.write(found, by=request.user, **form.values())
        toast(request, _("Saved."))
        return redirect("remedies")
    context = {"form": form, "remedy": found}
    return render(request, "desk/remedies/remedy.html", context, status=422 if form.errors else 200)
