"""The pages of snippets: agents read them, leads write, change and retire them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import LANGUAGES
from tyyni_desk.snippets import actions, queries
from tyyni_desk.snippets.models import Snippet
from tyyni_desk.snippets.values import TAGS
from tyyni_desk.web.http import AgentRequest, needs, retire_or_restore, toast
from tyyni_desk.web.settings_pages.snippet_form import SnippetForm

PAGE = 50


@require_GET
@needs("use_snippets")
def snippets(request: AgentRequest) -> HttpResponse:
    sought, retired = request.GET.get("q", "")[:200], request.GET.get("retired") == "1"
    page = Paginator(queries.listed(sought, retired=retired), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/settings/snippets.html", {"page": page, "sought": sought, "retired": retired})


@require_http_methods(["GET", "POST"])
@needs("edit_snippets")
def new_snippet(request: AgentRequest) -> HttpResponse:
    return _write(request, None)


@require_http_methods(["GET", "POST"])
@needs("edit_snippets")
def snippet(request: AgentRequest, snippet_id: int) -> HttpResponse:
    return _write(request, get_object_or_404(Snippet, pk=snippet_id))


@require_POST
@needs("edit_snippets")
def retirement(request: AgentRequest, snippet_id: int) -> HttpResponse:
    found = get_object_or_404(Snippet, pk=snippet_id)
    retire_or_restore(
        request, found, retired=_("Retired. It is offered no longer."), restored=_("It is offered again.")
    )
    return redirect("snippets")


@require_POST
@needs("edit_snippets")
def preview(request: AgentRequest) -> HttpResponse:
    """The texts being written, as they would read in a conversation, with what the review says of each."""
    number = request.POST.get("on", "")
    conversation = Conversation.objects.filter(number=number).first() if number.isdigit() else None
    bodies = [(code, name, request.POST.get(f"body_{code}", "")) for code, name in LANGUAGES]
    previews = [
        (queries.preview(body, conversation, agent=request.user, language=code), name)
        for code, name, body in bodies
        if conversation and body.strip()
    ]
    return render(request, "desk/settings/_preview.html", {"previews": previews, "conversation": conversation})


def _write(request: AgentRequest, found: Snippet | None) -> HttpResponse:
    form = SnippetForm(request.POST or None, snippet=found)
    if request.method == "POST" and form.is_valid() and _saved(request, form, found):
        toast(request, _("Saved."))
        return redirect("snippets")
    context: dict[str, Any] = {
        "snippet": found,
        "form": form,
        "tags": TAGS,
        "conversations": queries.to_preview_on(),
    }
    return render(request, "desk/settings/snippet.html", context, status=422 if form.errors else 200)


def _saved(request: AgentRequest, form: SnippetForm, found: Snippet | None) -> bool:
    """Whether it was saved; else the form says why not."""
    try:
        if found is None:
            actions.add(by=request.user, **form.values())
        else:
            actions.change(found, by=request.user, **form.values())
    except actions.ShortcutTaken:
        form.add_error("shortcut", _("Another snippet has this shortcut, perhaps a retired one."))
    except actions.NoText:
        form.add_error(None, _("Write the text in one language at least."))
    except actions.UnknownTag as unknown:
        names = ", ".join(unknown.tags)
        form.add_error(f"body_{unknown.language}", _("There is no tag %(tags)s.") % {"tags": names})
    return not form.errors
