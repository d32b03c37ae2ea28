"""The queue: what waits, those first that need care first."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from tyyni_desk.conversations import queries
from tyyni_desk.people.may import may
from tyyni_desk.web.http import AgentRequest, needs

PAGE = 40
_DRAWING = 2  # seconds that a page may have been in the making when its time was put down
TITLES = {
    "mine": _("Mine"),
    "unassigned": _("Nobody's"),
    "team": _("My teams"),
    "open": _("All open"),
    "named": _("Mentions"),
    "watched": _("Watched"),
    "waiting": _("Waiting for the customer"),
    "snoozed": _("Snoozed"),
    "closed": _("Closed"),
    "all": _("Everything"),
}


@require_GET
@needs("see_own_account")
def home(request: AgentRequest) -> HttpResponse:
    if not may(request.user, "see_conversations"):
        return render(request, "desk/welcome.html")
    return redirect("queue", name="mine" if queries.box("mine", agent=request.user).exists() else "open")


@require_GET
@needs("see_conversations")
def box(request: AgentRequest, name: str) -> HttpResponse:
    return render(request, "desk/queue.html", {**listed(request, name), **bar(request)})


@require_GET
@needs("see_conversations")
def rows(request: AgentRequest, name: str) -> HttpResponse:
    """The list alone: the next page when scrolling, or the same rows and the counts again after a live change."""
    return render(request, "desk/_rows.html", {**listed(request, name), "counts": queries.counts(request.user)})


@require_GET
@needs("see_conversations")
def changed(request: AgentRequest, drawn: int) -> JsonResponse:
    """Numbers of the conversations that changed since a page was drawn (Unix time), before it could hear of it."""
    moment = datetime.fromtimestamp(min(drawn, time.time()) - _DRAWING, UTC)
    return JsonResponse({"numbers": sorted(queries.changed_since(moment))})


def listed(request: AgentRequest, name: str) -> dict[str, object]:
    """What the list of a box shows; one row more than a page tells whether there is a next one."""
    if name not in TITLES:
        raise Http404
    page = max(1, min(int(request.GET.get("page", "1") or 1), 10_000)) if request.GET.get("page", "1").isdigit() else 1
    start = (page - 1) * PAGE
    found = list(queries.rows(queries.box(name, agent=request.user))[start : start + PAGE + 1])
    return {
        "box": name,
        "title": TITLES[name],
        "conversations": found[:PAGE],
        "next_page": page + 1 if len(found) > PAGE else None,
        "page": page,
        "chosen": request.GET.get("chosen", ""),
    }


def bar(request: AgentRequest) -> dict[str, object]:
    """The side bar: boxes with how many wait in them, and saved views."""
    return {
        "boxes": [(name, TITLES[name]) for name in queries.BOXES],
        "quiet_boxes": queries.BOXES[5:],
        "counts": queries.counts(request.user),
        "views": queries.views(request.user),
    }
