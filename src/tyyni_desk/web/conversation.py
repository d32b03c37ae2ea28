"""One conversation: what was said, who says it, and the way to answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tyyni_desk.care.boundaries import queries as limits
from tyyni_desk.care.ladder import queries as ladder
from tyyni_desk.care.survey import queries as surveys
from tyyni_desk.conversations import actions, queries
from tyyni_desk.conversations import presence as present
from tyyni_desk.conversations.merges import merging
from tyyni_desk.conversations.models import Attachment, Conversation, Message
from tyyni_desk.mail import queries as mail
from tyyni_desk.people import queries as people
from tyyni_desk.web import queue, words
from tyyni_desk.web.care import safety
from tyyni_desk.web.forms import NoteOfAMeeting
from tyyni_desk.web.help import pages as helping
from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.promises import single as promises
from tyyni_desk.web.routing import reasons as routing

# What a browser may show inside a page; everything else is downloaded.
_SHOWN = {"image/png", "image/jpeg", "image/gif", "image/webp"}


@require_GET
@needs("see_conversations")
def show(request: AgentRequest, number: int) -> HttpResponse:
    conversation = get_object_or_404(queries.whole(number))
    if conversation.merged_into_id:
        return redirect("conversation", number=conversation.merged_into_id)
    box = request.GET.get("box", "open")
    beside = promises.beside(conversation)
    listed = queue.listed(request, box if box in queue.TITLES else "open")
    return render(
        request,
        "desk/conversation.html",
        {
            **listed,
            **queue.bar(request),
            **page(request, conversation),
            **beside,
            "telling": promises.telling_of(request.GET.get("tell", ""), beside),
            "to_confirm": promises.to_confirm(request, conversation),
            "chosen": number,
        },
    )


@require_GET
@needs("see_conversations")
def turns(request: AgentRequest, number: int) -> HttpResponse:
    """Everything of the page that others may change: head, messages, panel; swapped in on a live event."""
    conversation = get_object_or_404(queries.whole(number))
    return render(request, "desk/_talk.html", page(request, conversation))


@require_GET
@needs("see_conversations")
def trail(request: AgentRequest, number: int) -> HttpResponse:
    """What happened: for the page when it is opened there, or a page of its own where there are no scripts."""
    conversation = get_object_or_404(Conversation, number=number)
    context = {"conversation": conversation, "events": queries.trail(conversation)}
    return render(request, "desk/_trail.html" if request.headers.get("HX-Request") else "desk/trail.html", context)


@needs("answer")
def new(request: AgentRequest) -> HttpResponse:
    """A call or a meeting written down (S4.1), or a new mail to a customer."""
    form = NoteOfAMeeting(request.POST or None, initial={"channel": request.GET.get("channel", "phone_note")})
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "desk/new.html", {"form": form, **queue.bar(request)}, status=422 if form.errors else 200
        )
    conversation = actions.write_down(by=request.user, **form.cleaned_data)
    toast(request, _("Written down."))
    return redirect("conversation", number=conversation.number)


@require_http_methods(["GET", "POST"])
@needs("see_conversations")
def presence(request: AgentRequest, number: int) -> HttpResponse:
    """Who else is here. With POST the page also says that it is open, and whether its agent is writing.

    A page that hears of a change only asks (GET): if it answered by telling, two tabs of one agent would never rest.
    """
    conversation = get_object_or_404(Conversation, number=number)
    if request.method == "POST":
        present.seen(conversation, agent=request.user, replying=request.POST.get("replying") == "1")
    others = queries.others_present(conversation, agent=request.user)
    return render(request, "desk/_presence.html", {"others": others})


@require_GET
@needs("see_conversations")
def html(request: AgentRequest, message_id: int) -> HttpResponse:
    """A mail's own HTML, for the sandboxed frame. Pictures from elsewhere only when asked for (?images=1)."""
    message = get_object_or_404(Message, pk=message_id)
    images = request.GET.get("images") == "1"
    body = mail.html_of(message)
    body = body.replace(" data-src=", " src=") if images else body
    response = render(request, "desk/mail_frame.html", {"body": body})
    sources = "'self' data: https: http:" if images else "'self' data:"
    response["Content-Security-Policy"] = (
        f"default-src 'none'; img-src {sources}; style-src 'unsafe-inline'; sandbox allow-popups"
    )
    response._csp_exempt = True  # type: ignore[attr-defined]  # django-csp's own switch: the frame has a stricter one
    return response


@require_GET
@needs("see_conversations")
def attachment(request: AgentRequest, attachment_id: int) -> HttpResponse:
    """A file of a message: pictures are shown, everything else is saved, and nothing in it ever runs."""
    file = get_object_or_404(Attachment, pk=attachment_id)
    inline = file.content_type in _SHOWN and request.GET.get("download") != "1"
    with file.file.open("rb") as content:
        response = HttpResponse(
            content.read(), content_type=file.content_type if inline else "application/octet-stream"
        )
    response["Content-Disposition"] = content_disposition_header(not inline, file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def page(request: AgentRequest, conversation: Conversation) -> dict[str, Any]:
    """All that the page of one conversation shows, in a fixed number of queries."""
    said = list(queries.turns(conversation))
    draft = conversation.drafts.filter(agent=request.user).first()
    return {
        "conversation": conversation,
        "turns": said,
        "routed": routing.of(conversation, reader=request.user),
        "draft": draft,
        "seen": draft.seen_id if draft and draft.text else (said[-1].pk if said else 0),
        "agents": people.answering(),
        "orders": list(conversation.customer.orders.all()[:10]),
        "notes": list(conversation.customer.notes.select_related("by")[:5]),
        "history": queries.history(conversation),
        "merge": merging.last_of(conversation),
        **safety.shown(conversation),
        **helping.shown(conversation, request.user),
        "ending": ladder.ending_of(conversation.customer),
        "boundaries": limits.boundaries_of(conversation.customer),
        "surveys": surveys.answers_in(conversation),
        "policy_words": limits.insertable(conversation.language),
        "pause": words.pause(),
        "watches": request.user in conversation.watchers.all(),
    }
