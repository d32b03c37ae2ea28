"""One thing done to many conversations, and side conversations."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tyyni_desk.conversations import actions, sides
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Agent
from tyyni_desk.web.forms import SideForm
from tyyni_desk.web.http import AgentRequest, needs, toast

MOST = 200


@require_POST
@needs("answer")
def bulk(request: AgentRequest) -> HttpResponse:
    """Do one verb to the chosen conversations, all of them or none."""
    numbers = [int(number) for number in request.POST.getlist("number") if number.isdigit()][:MOST]
    verb = request.POST.get("verb", "")
    if verb not in ("take", "close", "snooze", "reopen"):
        return HttpResponseBadRequest(_("Choose what to do."))
    with transaction.atomic():
        done = sum(
            _do(verb, conversation, request.user) for conversation in Conversation.objects.filter(pk__in=numbers)
        )
    toast(request, ngettext("%(count)d conversation.", "%(count)d conversations.", done) % {"count": done})
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})


def _do(verb: str, conversation: Conversation, agent: Agent) -> bool:
    if verb == "close" and not conversation.is_closed:
        actions.close(conversation, by=agent)
    elif verb == "reopen":
        actions.reopen(conversation, by=agent)
    elif verb == "take":
        actions.assign(conversation, agent, by=agent)
    elif verb == "snooze":
        morning = timezone.localtime() + timedelta(days=1)
        actions.snooze(conversation, until=morning.replace(hour=9, minute=0, second=0, microsecond=0), by=agent)
    return True


@needs("answer")
def side(request: AgentRequest, number: int) -> HttpResponse:
    """Ask a colleague or a supplier by mail, without the customer."""
    conversation = get_object_or_404(Conversation, number=number)
    form = SideForm(request.POST or None, initial={"subject": conversation.subject})
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "conversation": conversation}
        return render(request, "desk/side.html", context, status=422 if form.errors else 200)
    try:
        sides.begin_side(conversation, by=request.user, **form.cleaned_data)
    except actions.TagWithoutValue as stop:
        form.add_error("text", _("No value for %(tags)s.") % {"tags": ", ".join(stop.tags)})
        return render(request, "desk/side.html", {"form": form, "conversation": conversation}, status=422)
    toast(request, _("Asked. The answer comes to this conversation."))
    return HttpResponse(status=302, headers={"Location": reverse("conversation", args=[number])})
