"""Whose turn it is: assign, snooze, close, tag, watch. Each is a noun that is made (POST) or taken back (DELETE)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.care.promises import actions as closing
from tyyni_desk.care.promises import queries as promises
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Agent
from tyyni_desk.web.http import AgentRequest, needs, toast

_NAMED = {"hour": timedelta(hours=1), "tomorrow": timedelta(days=1), "week": timedelta(days=7)}
_MORNING = 9


@require_POST
@needs("answer")
def assignee(request: AgentRequest, number: int) -> HttpResponse:
    chosen = request.POST.get("agent", "")
    agent = get_object_or_404(Agent, pk=chosen, is_active=True) if chosen.isdigit() else None
    actions.assign(_conversation(number), agent, by=request.user)
    return _reload(number)


@require_http_methods(["POST", "DELETE"])
@needs("answer")
def snooze(request: AgentRequest, number: int) -> HttpResponse:
    if request.method == "DELETE":
        actions.wake(_conversation(number), by=request.user)
        return _reload(number)
    until = _until(request.POST.get("until", ""))
    if until is None or until <= timezone.now():
        return HttpResponseBadRequest(_("Choose a time that is still to come."))
    actions.snooze(_conversation(number), until=until, by=request.user)
    return _reload(number)


@require_http_methods(["POST", "DELETE"])
@needs("answer")
def closure(request: AgentRequest, number: int) -> HttpResponse:
    conversation = _conversation(number)
    if request.method == "DELETE":
        actions.reopen(conversation, by=request.user)
        return _reload(number)
    said = request.POST.get("promises", "")
    owed = [] if said else list(promises.owed(conversation))
    if owed:
        return _ask(request, conversation, owed)
    try:
        closing.close(conversation, by=request.user, kept=said == "kept")
    except actions.AlreadyClosed:
        toast(request, _("Already closed."))
    return _reload(number)


@require_POST
@needs("answer")
def tags(request: AgentRequest, number: int) -> HttpResponse:
    actions.tag(_conversation(number), request.POST.get("tags", "").split(","), by=request.user)
    return _reload(number)


@require_http_methods(["POST", "DELETE"])
@needs("answer")
def watching(request: AgentRequest, number: int) -> HttpResponse:
    actions.watch(_conversation(number), request.user, watches=request.method == "POST")
    return _reload(number)


def _ask(request: AgentRequest, conversation: Conversation, owed: list[Promise]) -> HttpResponse:
    """Something is promised still: is it done?"""
    response = render(request, "desk/promises/_closing.html", {"conversation": conversation, "owed": owed})
    response["HX-Retarget"], response["HX-Reswap"] = "#to-confirm", "innerHTML show:top"
    return response


def _conversation(number: int) -> Conversation:
    return get_object_or_404(Conversation, number=number)


def _reload(number: int) -> HttpResponse:
    return HttpResponse(status=204, headers={"HX-Redirect": reverse("conversation", args=[number])})


def _until(value: str) -> datetime | None:
    """A named span ("tomorrow" is nine in the morning) or a local date-time of the agent's."""
    if value in _NAMED:
        moment = timezone.localtime() + _NAMED[value]
        return moment if value == "hour" else moment.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    moment_given = parse_datetime(value)
    if moment_given is None:
        return None
    return timezone.make_aware(moment_given) if timezone.is_naive(moment_given) else moment_given
