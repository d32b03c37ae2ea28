"""The composer: a draft kept as it is typed, an answer, a note, and the moments in which a send can be called back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.care.holds import actions as holds
from tyyni_desk.care.promises.doubts import Doubt, doubts
from tyyni_desk.conversations import actions, drafts
from tyyni_desk.conversations.listening import Refused
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.mail import actions as mail
from tyyni_desk.web.care.holds import held
from tyyni_desk.web.http import AgentRequest, needs, toast


@require_POST
@needs("answer")
def draft(request: AgentRequest, number: int) -> HttpResponse:
    """Keep what is being written. 204: kept."""
    conversation = get_object_or_404(Conversation, number=number)
    drafts.keep(conversation, by=request.user, text=request.POST.get("text", ""), seen=_seen(request))
    return HttpResponse(status=204)


@require_POST
@needs("answer")
def reply(request: AgentRequest, number: int) -> HttpResponse:
    conversation = get_object_or_404(Conversation.objects.select_related("customer"), number=number)
    text = request.POST.get("text", "")
    drafts.attach(conversation, by=request.user, files=request.FILES.getlist("files"))
    asked = [doubt for doubt in doubts(text, conversation) if doubt.words not in request.POST.get("sure", "")]
    if asked:
        drafts.keep(conversation, by=request.user, text=text, seen=_seen(request))
        return _again(request, conversation, asked=asked)
    try:
        holds.send(
            conversation,
            by=request.user,
            text=text,
            seen=_seen(request),
            closes="close" in request.POST,
            why=request.POST.get("why", ""),
        )
    except holds.Held as stop:
        drafts.keep(conversation, by=request.user, text=text, seen=_seen(request))
        return held(request, stop.hold, text)
    except actions.NewerMessage as stop:
        drafts.keep(conversation, by=request.user, text=text, seen=_seen(request))
        return _again(request, conversation, newer=stop.messages)
    except Refused as stop:
        drafts.keep(conversation, by=request.user, text=text, seen=_seen(request))
        return _again(request, conversation, problem=str(stop))
    except actions.NothingToSay:
        return _again(request, conversation, problem=_("The answer is empty. Write something first."))
    except actions.TagWithoutValue as stop:
        drafts.keep(conversation, by=request.user, text=text, seen=_seen(request))
        tags = ", ".join(stop.tags)
        return _again(request, conversation, problem=_("Nothing was sent: no value for %(tags)s.") % {"tags": tags})
    return _done(conversation)


@require_POST
@needs("answer")
def note(request: AgentRequest, number: int) -> HttpResponse:
    conversation = get_object_or_404(Conversation, number=number)
    try:
        actions.note(conversation, by=request.user, text=request.POST.get("text", ""))
    except actions.NothingToSay:
        return _again(request, conversation, problem=_("The note is empty. Write something first."))
    return _done(conversation)


@require_http_methods(["DELETE"])
@needs("answer")
def sending(request: AgentRequest, message_id: int) -> HttpResponse:
    """Call an answer back before it leaves; it is a draft again."""
    message = get_object_or_404(Message.objects.select_related("conversation", "delivery"), pk=message_id)
    try:
        mail.call_back(message, by=request.user)
    except mail.AlreadyLeft:
        toast(request, _("Too late: the answer has left."))
    return _done(message.conversation)


def _seen(request: AgentRequest) -> int | None:
    value = request.POST.get("seen", "")
    return int(value) if value.isdigit() else None


def _done(conversation: Conversation) -> HttpResponse:
    """The browser loads the conversation anew; htmx follows the header, a plain form the redirect."""
    address = reverse("conversation", args=[conversation.number])
    return HttpResponse(status=204, headers={"HX-Redirect": address})


def _again(
    request: AgentRequest,
    conversation: Conversation,
    *,
    newer: list[Message] | None = None,
    problem: str = "",
    asked: list[Doubt] | None = None,
) -> HttpResponse:
    context = {
        "conversation": conversation,
        "newer": newer,
        "problem": problem,
        "asked": asked,
        "seen": newer[-1].pk if newer else None,
    }
    return render(request, "desk/_stopped.html", context, status=200)
