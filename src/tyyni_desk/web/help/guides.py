"""The team's guides and support lines: agents read them, leads write them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tyyni_desk.care.guides import actions, queries
from tyyni_desk.care.guides.models import Guide
from tyyni_desk.care.guides.queries import Fit
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import LANGUAGES
from tyyni_desk.web import words
from tyyni_desk.web.http import AgentRequest, needs, retire_or_restore, toast
from tyyni_desk.web.reading.labels import KINDS

_REQUESTS = {name: word for name, word in words.REQUESTS.items() if name != "other"}
_WORDS = {"kind": KINDS, "request": words.REQUESTS, "threat": words.THREATS}


def _choices(label: Any, named: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(named), required=False, widget=forms.CheckboxSelectMultiple
    )


class GuideForm(forms.Form):
    """A text, a link or both, and when it fits."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("What to know or to do"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    link = forms.URLField(label=gettext_lazy("Link"), required=False, max_length=500, assume_scheme="https")
    languages = _choices(gettext_lazy("For conversations in"), LANGUAGES)
    threats = _choices(gettext_lazy("Threats and danger"), words.THREATS.items())
    requests = _choices(gettext_lazy("They ask"), _REQUESTS.items())
    kinds = _choices(gettext_lazy("The message"), KINDS.items())
    tags = forms.CharField(label=gettext_lazy("Tags, with commas"), required=False, max_length=300)

    def clean_tags(self) -> list[str]:
        return sorted({name.strip().lower() for name in self.cleaned_data["tags"].split(",") if name.strip()})


@require_GET
@needs("see_conversations")
def guides(request: AgentRequest) -> HttpResponse:
    retired = request.GET.get("retired") == "1"
    rows = [(guide, list(_when(guide))) for guide in queries.listed(retired=retired)]
    return render(request, "desk/help/guides.html", {"guides": rows, "retired": retired})


@require_http_methods(["GET", "POST"])
@needs("edit_guides")
def new_guide(request: AgentRequest) -> HttpResponse:
    return _write(request, None)


@require_http_methods(["GET", "POST"])
@needs("edit_guides")
def guide(request: AgentRequest, guide_id: int) -> HttpResponse:
    return _write(request, get_object_or_404(Guide, pk=guide_id))


@require_POST
@needs("edit_guides")
def retirement(request: AgentRequest, guide_id: int) -> HttpResponse:
    found = get_object_or_404(Guide, pk=guide_id)
    retire_or_restore(request, found, retired=_("Retired. It is shown no longer."), restored=_("It is shown again."))
    return redirect("guides")


def fitting(conversation: Conversation) -> list[tuple[Guide, str]]:
    """What is shown beside the conversation, each with the reason."""
    return [(fit.guide, _because(fit)) for fit in queries.fitting(conversation)]


def _write(request: AgentRequest, found: Guide | None) -> HttpResponse:
    fields = {name: getattr(found, name) for name in actions.FIELDS} if found else {}
    form = GuideForm(request.POST or None, initial={**fields, "tags": ", ".join(fields.get("tags", []))})
    if request.method == "POST" and form.is_valid() and _saved(request, form, found):
        toast(request, _("Saved."))
        return redirect("guides")
    context = {"form": form, "guide": found}
    return render(request, "desk/help/guide.html", context, status=422 if form.errors else 200)


def _saved(request: AgentRequest, form: GuideForm, found: Guide | None) -> bool:
    try:
        if found:
            actions.change(found, by=request.user, **form.cleaned_data)
        else:
            actions.add(by=request.user, **form.cleaned_data)
    except actions.SaysNothing:
        form.add_error("text", _("Write a text, or give a link."))
    return not form.errors


def _because(fit: Fit) -> str:
    return ", ".join(_word(what, name) for what, name in fit.why)


def _when(guide: Guide) -> list[str]:
    return [
        *(str(dict(LANGUAGES).get(code, code)) for code in guide.languages),
        *(_word("threat", name) for name in guide.threats),
        *(_word("request", name) for name in guide.requests),
        *(_word("kind", name) for name in guide.kinds),
        *(_word("tag", name) for name in guide.tags),
    ]


def _word(what: str, name: str) -> str:
    return str(_WORDS[what].get(name, name)) if what in _WORDS else f"#{name}"
