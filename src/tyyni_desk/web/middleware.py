"""Who is asking: every page but the sign-in needs an agent, and speaks that agent's language."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme

from tyyni_desk.conversations.listening import Refused

# Open to everybody: signing in, joining, a customer's survey, the API (which has keys of its own), health.
OPEN = ("/accounts/", "/join/", "/survey/", "/api/", "/static/", "/health", "/hooks/")


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

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """What a layer above refused is told on the page that it was tried from."""
        if not isinstance(problem, Refused) or request.path.startswith(OPEN):
            return None
        messages.warning(request, str(problem))
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return redirect(_from_here(request))


def _from_here(request: HttpRequest) -> str:
    """The page that the form stood on, if it is one of ours."""
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else "home"
