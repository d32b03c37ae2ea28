"""The company's policy, and the boundaries that it sets with customers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tyyni_desk.care import queries as care
from tyyni_desk.care.boundaries import actions, queries
from tyyni_desk.care.boundaries.models import Boundary
from tyyni_desk.people.models import LANGUAGES, Customer
from tyyni_desk.web.care.forms import BoundaryForm, PolicyForm, ReviewForm
from tyyni_desk.web.http import AgentRequest, needs, toast

_VERSIONS = 20


@require_http_methods(["GET", "POST"])
@needs("edit_policy")
def policy(request: AgentRequest) -> HttpResponse:
    held = queries.policy()
    form = PolicyForm(request.POST or None, policy=held)
    if request.method == "POST" and form.is_valid():
        actions.write_policy(by=request.user, **form.values())
        toast(request, _("Saved. It holds from now on; earlier versions are kept."))
        return redirect("policy")
    texts = [(name, care.remarks(held.contact.get(code, ""), language=code)) for code, name in LANGUAGES]
    context = {"form": form, "versions": queries.versions()[:_VERSIONS], "remarks": [row for row in texts if row[1]]}
    return render(request, "desk/care/policy.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("set_boundaries")
def new_boundary(request: AgentRequest, customer_id: int) -> HttpResponse:
    customer = get_object_or_404(Customer, pk=customer_id, merged_into=None)
    form = BoundaryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_boundary(customer, by=request.user, **form.cleaned_data)
        toast(request, _("Set. The desk asks for a look when its time has come."))
        number = request.GET.get("from", "")
        return redirect("conversation", int(number)) if number.isdigit() else redirect("customer", customer.pk)
    context = {"form": form, "customer": customer}
    return render(request, "desk/care/boundary.html", context, status=422 if form.errors else 200)


@require_GET
@needs("review_boundaries")
def boundaries(request: AgentRequest) -> HttpResponse:
    context = {"due": queries.to_review(), "standing": queries.standing().order_by("review_on", "pk")[:200]}
    return render(request, "desk/care/boundaries.html", context)


@require_POST
@needs("review_boundaries")
def boundary_review(request: AgentRequest, boundary_id: int) -> HttpResponse:
    """Keep it until another look, or lift it."""
    boundary = get_object_or_404(Boundary.objects.select_related("customer"), pk=boundary_id)
    form = ReviewForm(request.POST)
    if "lift" in request.POST:
        actions.lift_boundary(boundary, by=request.user)
        toast(request, _("Lifted."))
    elif form.is_valid():
        actions.keep_boundary(boundary, review_on=form.cleaned_data["review_on"], by=request.user)
        toast(request, _("It holds on."))
    else:
        toast(request, _("Choose a day that is still to come."))
    return redirect("boundaries")
