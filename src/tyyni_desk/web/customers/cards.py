"""Customers: the list, and the card with all that is known of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tyyni_desk.care.boundaries.queries import boundaries_of, exported
from tyyni_desk.care.countries import country_name
from tyyni_desk.care.remedies import queries as remedies
from tyyni_desk.care.survey import queries as surveys
from tyyni_desk.conversations.customers import access, merging
from tyyni_desk.conversations.queries import with_customer
from tyyni_desk.people import actions, queries
from tyyni_desk.people.models import Customer, CustomerNote, Identity
from tyyni_desk.search.duplicates import likenesses
from tyyni_desk.web import queue
from tyyni_desk.web.customers.forms import Name, Note, Reached
from tyyni_desk.web.http import AgentRequest, needs, toast

PAGE = 40


@require_GET
@needs("see_conversations")
def customers(request: AgentRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:200]
    page = Paginator(queries.customers(text), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "sought": text, "found_by": urlencode({"q": text}), **queue.bar(request)}
    return render(request, "desk/customers/list.html", context)


@require_GET
@needs("see_conversations")
def card(request: AgentRequest, customer_id: int) -> HttpResponse:
    customer = _customer(customer_id)
    return _card(request, customer) if customer.pk == customer_id else _back(customer.pk)


@require_POST
@needs("edit_customers")
def name(request: AgentRequest, customer_id: int) -> HttpResponse:
    customer, form = _customer(customer_id), Name(request.POST)
    if not form.is_valid():
        return _card(request, customer, name_form=form)
    given = dict(form.cleaned_data)
    actions.settle(customer, country=given.pop("country"))
    actions.rename(customer, **given)
    return _back(customer.pk)


@require_POST
@needs("edit_customers")
def identities(request: AgentRequest, customer_id: int) -> HttpResponse:
    customer, form = _customer(customer_id), Reached(request.POST)
    if not form.is_valid():
        return _card(request, customer, identity_form=form)
    try:
        actions.add_identity(customer, **form.cleaned_data, by=request.user)
    except actions.BelongsToAnother as stop:
        form.add_error("value", _("%(name)s is known so already. If they are one person, merge them.") % {"name": stop})
        return _card(request, customer, identity_form=form)
    return _back(customer.pk)


@require_POST
@needs("edit_customers")
def identity_removal(request: AgentRequest, identity_id: int) -> HttpResponse:
    identity = get_object_or_404(Identity, pk=identity_id)
    try:
        actions.remove_identity(identity, by=request.user)
        toast(request, _("Removed. Mail from there is a stranger's from now on."))
    except actions.LastIdentity:
        toast(request, _("A customer is reached in one way at least. Add another first."))
    return _back(identity.customer_id)


@require_POST
@needs("edit_customers")
def notes(request: AgentRequest, customer_id: int) -> HttpResponse:
    customer, form = _customer(customer_id), Note(request.POST)
    if not form.is_valid():
        return _card(request, customer, note_form=form)
    actions.write_note(customer, text=form.cleaned_data["text"], by=request.user)
    return _back(customer.pk)


@require_POST
@needs("edit_customers")
def note_removal(request: AgentRequest, note_id: int) -> HttpResponse:
    found = get_object_or_404(CustomerNote.objects.select_related("customer"), pk=note_id)
    actions.remove_note(found, by=request.user)
    return _back(found.customer_id)


@require_POST
@needs("edit_customers")
def export(request: AgentRequest, customer_id: int) -> HttpResponse:
    """All that the customer may read, as a file to send them; the log keeps who took it."""
    customer = _customer(customer_id)
    actions.note_export(customer, by=request.user)
    return JsonResponse(
        {
            **access.document(customer),
            "boundaries": exported(customer),
            "remedies": remedies.exported(customer),
            "surveys": surveys.exported(customer),
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="customer-{customer.pk}.json"'},
    )


def _customer(customer_id: int) -> Customer:
    """Who stands for them now: a card that was open while somebody merged still names the old one."""
    return get_object_or_404(Customer, pk=customer_id).standing


def _back(customer_id: int) -> HttpResponse:
    return redirect("customer", customer_id=customer_id)


def _card(
    request: AgentRequest,
    customer: Customer,
    *,
    name_form: Name | None = None,
    identity_form: Reached | None = None,
    note_form: Note | None = None,
) -> HttpResponse:
    wrong = name_form or identity_form or note_form
    talks = Paginator(with_customer(customer), PAGE).get_page(request.GET.get("page"))
    context = {
        "customer": customer,
        "page": talks,
        "orders": list(customer.orders.all()[:PAGE]),
        "boundaries": boundaries_of(customer),
        "earlier": remedies.earlier(customer),
        "surveys": surveys.answers_of(customer),
        "country": country_name(customer),
        "value": queries.value(customer),
        "notes": list(customer.notes.select_related("by")),
        "merge": merging.last_of(customer),
        "likenesses": likenesses(customer),
        "name_form": name_form
        or Name(initial={"name": customer.name, "language": customer.language, "country": customer.country}),
        "identity_form": identity_form or Reached(),
        "note_form": note_form or Note(),
    }
    return render(request, "desk/customers/card.html", {**context, **queue.bar(request)}, status=422 if wrong else 200)
