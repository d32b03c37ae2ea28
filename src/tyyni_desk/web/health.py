"""Whether the desk lives: for load balancers, for people in a hurry, and on every page when something is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tyyni_desk.jobs import queries as jobs
from tyyni_desk.lib import storage
from tyyni_desk.mail import queries as mail
from tyyni_desk.people.may import may
from tyyni_desk.people.models import Agent
from tyyni_desk.web.care import banners as cares
from tyyni_desk.web.care import people
from tyyni_desk.web.http import AgentRequest, needs
from tyyni_desk.webhooks import queries as webhooks


def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and takes writes, and jobs run; 503 with the reason otherwise."""
    try:
        late = jobs.oldest_due()
    except OperationalError as error:
        return JsonResponse({"ok": False, "why": f"The database does not answer: {error}"}, status=503)
    stuck = late is not None and timezone.now() - late > timedelta(minutes=5)
    why = storage.trouble() or ("Jobs have waited for over five minutes." if stuck else "")
    return JsonResponse({"ok": not why, "why": why, "warning": storage.warning()}, status=503 if why else 200)


health.ability = None  # type: ignore[attr-defined]  # open to everybody


@require_GET
@needs("see_own_account")
def banners_alone(request: AgentRequest) -> HttpResponse:
    """The banners of an open page, when something may have changed."""
    return render(request, "desk/_banners.html")


def banners(request: HttpRequest) -> dict[str, Callable[[], object]]:
    """For every template: what is wrong now. A page that shows no banners does not ask."""
    return {"banners": lambda: _banners(request), "rest": lambda: people.offer(request)}


def failure(request: HttpRequest) -> HttpResponse:
    """The page instead of one that could not be made. What the database refused is no secret, and passes."""
    problem = sys.exc_info()[1]
    why = ""
    if isinstance(problem, OperationalError):
        storage.refused(problem)
        why = storage.trouble()
    response = render(None, "desk/failure.html", {"why": why}, status=503 if why else 500)
    # A page that htmx works on stays as it is, with what was written in it; it shows the banner.
    response["HX-Trigger"] = "changed"
    return response


def _banners(request: HttpRequest) -> list[mail.Banner]:
    trouble = storage.trouble() or storage.warning()
    found = [*([mail.Banner(trouble, "")] if trouble else []), *cares.banners(request), *mail.banners()]
    if isinstance(request.user, Agent) and may(request.user, "manage_integrations"):
        found += [mail.Banner(text, "webhooks") for text in webhooks.banners()]
    return found
