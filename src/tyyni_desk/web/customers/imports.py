"""A file of orders: sent, looked at, taken in."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tyyni_desk.people.models import OrderImport
from tyyni_desk.people.orders import actions, faulty, importing
from tyyni_desk.people.orders.tables import LARGEST, NotATable
from tyyni_desk.web import queue
from tyyni_desk.web.customers.wording import FIELDS, FILES, OUTCOMES, ROWS
from tyyni_desk.web.http import AgentRequest, needs, toast

MOST = 30
SHOWN = 40


@require_http_methods(["GET", "POST"])
@needs("import_orders")
def imports(request: AgentRequest) -> HttpResponse:
    """GET: a place for the file, and those that came before. POST: look at a file; no order is written."""
    problem = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            # One byte more than is taken tells that it is too large, without reading the rest.
            content = file.read(LARGEST + 1) if file else b""
            found = importing.look_at(content, name=file.name if file and file.name else "", by=request.user)
            return redirect("order_import", import_id=found.pk)
        except NotATable as wrong:
            problem = str(FILES[wrong.code]) % {"line": wrong.line}
    earlier = OrderImport.objects.select_related("by").defer("content", "examples", "faults")[:MOST]
    context = {"earlier": earlier, "problem": problem, **queue.bar(request)}
    return render(request, "desk/customers/imports.html", context, status=422 if problem else 200)


@require_GET
@needs("import_orders")
def order_import(request: AgentRequest, import_id: int) -> HttpResponse:
    found = _import(import_id)
    examples = [
        {**row, "does": OUTCOMES[row["outcome"]], "changes": _named(row["changes"])} for row in found.examples[:SHOWN]
    ]
    faults = [{**row, "why": ROWS[row["code"]]} for row in found.faults[:SHOWN]]
    context = {**_state(found), "examples": examples, "faults": faults, **queue.bar(request)}
    return render(request, "desk/customers/import.html", context)


@require_GET
@needs("import_orders")
def progress(request: AgentRequest, import_id: int) -> HttpResponse:
    """How far it is; the page asks each second while it runs."""
    return render(request, "desk/customers/_progress.html", _state(_import(import_id)))


@require_POST
@needs("import_orders")
def start(request: AgentRequest, import_id: int) -> HttpResponse:
    actions.begin(_import(import_id), by=request.user)
    return redirect("order_import", import_id=import_id)


@require_POST
@needs("import_orders")
def removal(request: AgentRequest, import_id: int) -> HttpResponse:
    """Orders that were taken in stay; only the file and what was said of it goes."""
    actions.discard(_import(import_id))
    toast(request, _("The file is gone. Orders that came from it stay."))
    return redirect("order_imports")


@require_GET
@needs("import_orders")
def faults(request: AgentRequest, import_id: int) -> HttpResponse:
    found = _import(import_id)
    sheet = faulty.sheet(found.header, (row["cells"] for row in found.faults))
    return HttpResponse(
        sheet,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="rows-to-mend.csv"', "X-Content-Type-Options": "nosniff"},
    )


def _import(import_id: int) -> OrderImport:
    return get_object_or_404(OrderImport.objects.select_related("by").defer("content"), pk=import_id)


def _state(found: OrderImport) -> dict[str, object]:
    outcomes = [(word, found.counts[name]) for name, word in OUTCOMES.items() if found.counts.get(name)]
    percent = 100 * found.done // found.total if found.total else 100
    more = found.fault_count - len(found.faults)
    return {"found": found, "outcomes": outcomes, "percent": percent, "more_faults": more}


def _named(changes: dict[str, list[str | None]]) -> list[tuple[str | None, ...]]:
    return [(str(FIELDS[name]), *(_shown(name, value) for value in change)) for name, change in changes.items()]


def _shown(field: str, value: str | None) -> str | None:
    if field != "ordered_at" or value is None:
        return value
    return date_format(timezone.localtime(datetime.fromisoformat(value)), "SHORT_DATE_FORMAT")
