"""The sheet that ``h`` opens: ask, escalate or hand over, with the brief already written."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.care.boundaries.queries import policy
from tyyni_desk.care.help import actions, queries
from tyyni_desk.care.help.briefs import brief_of
from tyyni_desk.care.help.models import HelpRequest
from tyyni_desk.care.help.queries import Whom
from tyyni_desk.care.ladder import texts
from tyyni_desk.conversations import drafts
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import LANGUAGES
from tyyni_desk.web.help.forms import FREE, LEADS, HelpForm
from tyyni_desk.web.help.wording import brief_text
from tyyni_desk.web.http import AgentRequest, needs, toast

Kind = HelpRequest.Kind


@require_http_methods(["GET", "POST"])
@needs("ask_for_help")
def sheet(request: AgentRequest, number: int) -> HttpResponse:
    """A sheet over the conversation, or a page of its own where there are no scripts."""
    conversation = _conversation(number)
    if request.method == "POST":
        form = HelpForm(request.POST, conversation=conversation, by=request.user)
        if form.is_valid() and _done(request, conversation, form):
            return redirect("conversation", number=conversation.number)
        return _page(request, conversation, form, status=422)
    return _page(request, conversation, _fresh_form(request, conversation))


@require_POST
@needs("ask_for_help")
def brief(request: AgentRequest, number: int) -> HttpResponse:
    """The brief again, in the language of those who are asked now; 204 where that is the same, or it was edited."""
    conversation = _conversation(number)
    form = HelpForm(request.POST, conversation=conversation, by=request.user)
    was, language = request.POST.get("language", ""), queries.language_for(form.chosen(), by=request.user)
    if was == language or was not in dict(LANGUAGES):
        return HttpResponse(status=204)
    facts = brief_of(conversation)
    if request.POST.get("brief", "").split() != brief_text(facts, was).split():
        return HttpResponse(status=204)
    initial = {"brief": brief_text(facts, language), "language": language}
    again = HelpForm(initial=initial, conversation=conversation, by=request.user)
    return render(request, "desk/help/_brief.html", {"form": again, "language": dict(LANGUAGES)[language]})


def _fresh_form(request: AgentRequest, conversation: Conversation) -> HelpForm:
    asked = request.GET.get("kind", "")
    kind = asked if asked in Kind.values else Kind.HELP.value
    whom = LEADS if queries.goes_to_leads(conversation) else FREE
    form = HelpForm(initial={"kind": kind, "whom": whom}, conversation=conversation, by=request.user)
    language = queries.language_for(form.chosen(), by=request.user)
    form.initial = {**form.initial, "brief": brief_text(brief_of(conversation), language), "language": language}
    return form


def _done(request: AgentRequest, conversation: Conversation, form: HelpForm) -> bool:
    """Whether it was asked; else the form says why not. What was being written is kept first."""
    if request.POST.get("draft", "").strip():
        seen = request.POST.get("seen", "")
        drafts.keep(
            conversation, by=request.user, text=request.POST["draft"], seen=int(seen) if seen.isdigit() else None
        )
    given, whom = form.cleaned_data, form.chosen()
    try:
        if given["kind"] == Kind.HANDOVER:
            _prepare(request, conversation, whom, given["brief"])
        elif given["kind"] == Kind.ESCALATION:
            told = {name: given[name] for name in ("reason", "brief", "question")}
            actions.escalate(conversation, by=request.user, whom=whom, **told)
            toast(request, _("Escalated. The brief goes with it."))
        else:
            actions.ask(conversation, by=request.user, whom=whom, brief=given["brief"], question=given["question"])
            toast(request, _("Asked. You will see here who comes."))
    except actions.NobodyThere:
        form.add_error(None, _("Nobody there can take it just now. Choose somebody else."))
    except actions.NoReason:
        form.add_error("reason", _("Say why."))
    return not form.errors


def _prepare(request: AgentRequest, conversation: Conversation, whom: Whom, brief: str) -> None:
    if whom.agent is None:
        raise actions.NobodyThere
    telling = texts.handover(conversation, policy=policy(), to=whom.agent)
    actions.prepare_handover(conversation, by=request.user, to=whom.agent, brief=brief, telling=telling)
    toast(request, _("The message to the customer stands in your answer. When you send it, it is handed over."))


def _page(request: AgentRequest, conversation: Conversation, form: HelpForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "conversation": conversation,
        "form": form,
        "language": dict(LANGUAGES).get(form["language"].value(), ""),
        "goes_to_leads": queries.goes_to_leads(conversation),
    }
    is_part = request.headers.get("HX-Request") and request.method == "GET"
    return render(request, "desk/help/_sheet.html" if is_part else "desk/help/sheet.html", context, status=status)


def _conversation(number: int) -> Conversation:
    """A side conversation is asked about in the customer's own."""
    rows = Conversation.objects.filter(parent=None).select_related("customer", "merged_into")
    found = get_object_or_404(rows, number=number)
    return found.standing
