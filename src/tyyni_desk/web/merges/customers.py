"""Two customers who are one person: choose the other, merge, and undo it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.conversations.customers import merging
from tyyni_desk.people import queries
from tyyni_desk.people.models import Customer, CustomerMerge
from tyyni_desk.search.duplicates import likenesses
from tyyni_desk.web import queue
from tyyni_desk.web.http import AgentRequest, needs, toast

MOST = 20


@require_http_methods(["GET", "POST"])
@needs("edit_customers")
def merge(request: AgentRequest, customer_id: int) -> HttpResponse:
    """GET: who may be the same person. POST: the chosen one goes into this one."""
    customer = get_object_or_404(Customer, pk=customer_id, merged_into=None)
    if request.method == "POST":
        return _merge(request, customer)
    text = request.GET.get("q", "").strip()[:200]
    found = queries.customers(text).exclude(pk=customer.pk)[:MOST] if text else []
    context = {"customer": customer, "sought": text, "found": found, "likenesses": likenesses(customer)}
    return render(request, "desk/customers/merge.html", {**context, **queue.bar(request)})


@require_POST
@needs("edit_customers")
def undoing(request: AgentRequest, customer_merge_id: int) -> HttpResponse:
    done = get_object_or_404(CustomerMerge, pk=customer_merge_id)
    try:
        merging.undo(done, by=request.user)
        toast(request, _("They are two customers again, each with what is theirs."))
    except merging.AlreadyUndone:
        toast(request, _("Somebody undid it first."))
    except merging.LaterFirst:
        toast(request, _("One of the two was merged again since. Undo that first."))
    return redirect("customer", customer_id=done.kept_id)


def _merge(request: AgentRequest, customer: Customer) -> HttpResponse:
    chosen = request.POST.get("other", "")
    other = get_object_or_404(Customer, pk=int(chosen) if chosen.isdigit() else 0)
    try:
        merging.merge(other, into=customer, by=request.user)
        toast(request, _("They are one customer now. It can be undone on this card."))
    except merging.CannotMerge:
        toast(request, _("Nothing was merged: it is the same customer, or somebody merged one of them first."))
    return redirect("customer", customer_id=customer.pk)
