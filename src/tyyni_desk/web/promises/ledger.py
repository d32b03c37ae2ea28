"""All that is promised: one's own, the team's, everybody's; and how far ahead may be promised."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tyyni_desk.care.promises import actions, queries
from tyyni_desk.web import queue
from tyyni_desk.web.http import AgentRequest, needs, toast

PAGE = 40
TITLES = {"mine": gettext_lazy("Mine"), "team": gettext_lazy("My teams"), "all": gettext_lazy("Everybody's")}


class Limit(forms.Form):
    most_days = forms.IntegerField(
        label=gettext_lazy("Most days ahead"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=gettext_lazy("Empty: nobody is asked."),
    )


@require_GET
@needs("see_conversations")
def ledger(request: AgentRequest) -> HttpResponse:
    """In the order in which they are due; ?past=1 shows those that are over."""
    asked, past = request.GET.get("box", "mine"), request.GET.get("past") == "1"
    box = asked if asked in TITLES else "mine"
    rows = Paginator(queries.ledger(box, agent=request.user, past=past), PAGE)
    context = {
        "page": rows.get_page(request.GET.get("page")),
        "titles": TITLES.items(),
        "chosen": box,
        "past": past,
        "query": f"box={box}" + ("&past=1" if past else ""),
        "rate": queries.rate(box, agent=request.user),
    }
    return render(request, "desk/promises/ledger.html", {**queue.bar(request), **context})


@require_http_methods(["GET", "POST"])
@needs("set_promise_limit")
def limit(request: AgentRequest) -> HttpResponse:
    form = Limit(request.POST if request.method == "POST" else None, initial={"most_days": queries.most_days()})
    if form.is_valid():
        actions.limit(form.cleaned_data["most_days"], by=request.user)
        toast(request, _("Saved."))
        return redirect("promise_limit")
    return render(request, "desk/settings/promise_limit.html", {"form": form}, status=422 if form.errors else 200)
