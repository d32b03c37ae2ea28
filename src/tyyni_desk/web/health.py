"""Whether the desk lives: for load balancers and people in a hurry."""

from __future__ import annotations

from datetime import timedelta

from django.db import OperationalError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from tyyni_desk.jobs import queries as jobs


def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and jobs run; 503 with the reason otherwise."""
    try:
        late = jobs.oldest_due()
    except OperationalError as error:
        return JsonResponse({"ok": False, "why": f"The database does not answer: {error}"}, status=503)
    stuck = late is not None and timezone.now() - late > timedelta(minutes=5)
    return JsonResponse(
        {"ok": not stuck, "why": "Jobs have waited for over five minutes." if stuck else ""},
        status=503 if stuck else 200,
    )


health.ability = None  # type: ignore[attr-defined]  # open to everybody
