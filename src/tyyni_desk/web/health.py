"""Whether the desk lives: for load balancers, for people in a hurry, and on every page when something is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache, reduce
from operator import or_

from django.db import OperationalError
from django.db.models import Exists
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tyyni_desk.care.exposure import queries as exposure
from tyyni_desk.care.exposure.models import Aftercare
from tyyni_desk.jobs import queries as jobs
from tyyni_desk.lib import storage
from tyyni_desk.mail import queries as mail
from tyyni_desk.people.may import may
from tyyni_desk.people.models import Agent
from tyyni_desk.web.care import banners as cares
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
    waiting = cache(lambda: _waiting(request))
    return {"banners": lambda: waiting()[0], "rest": lambda: waiting()[1]}


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


def _waiting(request: HttpRequest) -> tuple[list[mail.Banner], Aftercare | None]:
    """The banners, and what is offered after a hard message. One query tells where there is anything at all."""
    trouble = storage.trouble() or storage.warning()
    found = [mail.Banner(trouble, "")] if trouble else []
    if not isinstance(request.user, Agent):
        return found, None
    sources = list(_sources(request.user))
    signs = [reduce(or_, map(Exists, source.signs)) for source in sources]
    offers = Exists(exposure.offers_to(request.user))
    *waits, is_offered = Agent.objects.filter(pk=request.user.pk).values_list(*signs, offers).get()
    for source, is_there in zip(sources, waits, strict=True):
        found += source.say() if is_there else []
    return found, exposure.offer_to(request.user) if is_offered else None


def _sources(agent: Agent) -> Iterator[mail.Source]:
    yield from cares.sources(agent)
    yield mail.source()
    if may(agent, "manage_integrations"):
        yield mail.Source((webhooks.switched_off(),), _of_webhooks)


def _of_webhooks() -> list[mail.Banner]:
    return [mail.Banner(text, "webhooks") for text in webhooks.banners()]
