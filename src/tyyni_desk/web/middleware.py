"""Who is asking: every page but the sign-in needs an agent, and speaks that agent's language."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

# Open to everybody: signing in, joining by invitation, the API (which has keys of its own), health.
OPEN = ("/accounts/", "/join/", "/api/", "/static/", "/health", "/hooks/")


class AgentMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            is_open = request.path.startswith(OPEN)
            return self.get_response(request) if is_open else redirect_to_login(request.get_full_path())
        agent = request.user
        translation.activate(agent.interface)
        request.LANGUAGE_CODE = agent.interface
        with timezone.override(agent.time_zone):
            return self.get_response(request)
