"""What pages share: the agent who asks, what they may, short messages to them, and taking something out of use."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from tyyni_desk.people import retiring
from tyyni_desk.people.may import may
from tyyni_desk.people.models import Agent, Retirable

P = ParamSpec("P")


class AgentRequest(HttpRequest):
    """A request by somebody who signed in."""

    user: Agent


View = Callable[Concatenate[AgentRequest, P], HttpResponse]
Guarded = Callable[Concatenate[Any, P], HttpResponse]


def needs(ability: str) -> Callable[[View[P]], Guarded[P]]:
    """Refuse those whose role may not (403); the ability is one of ``people.may.ABILITIES``."""

    def decorate(view: View[P]) -> Guarded[P]:
        @wraps(view)
        def guarded(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not may(request.user, ability):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.ability = ability  # type: ignore[attr-defined]  # the test of roles and routes reads it
        return guarded

    return decorate


def toast(request: HttpRequest, text: str) -> None:
    """Show ``text`` once, on this answer or the next page."""
    messages.info(request, text)


def retire_or_restore(request: AgentRequest, row: Retirable, *, retired: str, restored: str) -> None:
    """By the form's ``on``; the texts tell which it was."""
    if request.POST.get("on") == "1":
        retiring.retire(row, by=request.user)
        toast(request, retired)
    else:
        retiring.restore(row, by=request.user)
        toast(request, restored)
