"""What colleagues ask: a list, and coming to help."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tyyni_desk.care.help import actions, queries
from tyyni_desk.care.help.models import HelpRequest
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Agent
from tyyni_desk.web.http import AgentRequest, needs, toast

_MOST = 100


@require_GET
@needs("ask_for_help")
def asked(request: AgentRequest) -> HttpResponse:
    """Everything that waits for somebody: what is asked of the reader first."""
    waiting = list(queries.waiting().prefetch_related("note__conversation__customer__identities")[:_MOST])
    mine = set(queries.waiting_for(request.user).values_list("pk", flat=True))
    groups = [
        (_("Asked of you"), [one for one in waiting if one.pk in mine]),
        (_("Asked of others"), [one for one in waiting if one.pk not in mine]),
    ]
    return render(request, "desk/help/asked.html", {"groups": [group for group in groups if group[1]]})


@require_POST
@needs("ask_for_help")
def answer(request: AgentRequest, help_id: int) -> HttpResponse:
    """Somebody comes."""
    return _then(request, help_id, actions.come, _("You help here. They see that you come."))


@require_POST
@needs("ask_for_help")
def withdrawal(request: AgentRequest, help_id: int) -> HttpResponse:
    """Who asked needs nobody any more."""
    return _then(request, help_id, actions.withdraw, _("Taken back. The brief stays as a note."))


def shown(conversation: Conversation, agent: Agent) -> dict[str, Any]:
    """What the conversation's page says of help: who asked whom, who came, and the brief."""
    found = queries.current(conversation)
    return {"help_request": found, "is_helping": bool(found) and queries.is_receiver(found, agent)} if found else {}


def _then(request: AgentRequest, help_id: int, do: Any, told: str) -> HttpResponse:
    """``do`` is one of the actions above; whoever was too late is told so."""
    found = get_object_or_404(HelpRequest.objects.select_related("note__conversation", "to_agent"), pk=help_id)
    try:
        do(found, by=request.user)
        toast(request, told)
    except actions.AlreadyAnswered:
        toast(request, _("Somebody was quicker, or it is no longer needed."))
    except actions.NotYours:
        toast(request, _("Only who asked can take it back, and nobody comes to themselves."))
    return redirect("conversation", number=found.note.conversation_id)
