"""The page behind the link in a survey's letter, and its settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tyyni_desk.care.survey import actions, letters, queries
from tyyni_desk.care.survey.models import MOST, QUESTIONS, Survey
from tyyni_desk.mail.queries import mailbox_of
from tyyni_desk.web.http import AgentRequest, needs, toast

_SCALE = [(number, str(number)) for number in range(1, MOST + 1)]


class Answer(forms.Form):
    """Three times 1 to 5, and words if the customer has some."""

    words = forms.CharField(
        label=gettext_lazy("What should we know?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name, words in QUESTIONS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=words, choices=_SCALE, coerce=int, widget=forms.RadioSelect(attrs={"class": "scale"})
            )
        self.order_fields([*QUESTIONS, "words"])


class Rules(forms.Form):
    """Whether customers are asked, and when."""

    is_on = forms.BooleanField(label=gettext_lazy("Ask customers how it went"), required=False)
    hours = forms.IntegerField(
        label=gettext_lazy("So many hours after a conversation was closed"), min_value=1, max_value=720
    )


@csrf_exempt  # the link is the key: no cookie is set, none is needed
@never_cache
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """In the customer's language; works without script. Answering again changes the answer."""
    try:
        found = letters.survey_of(token)
    except letters.BadLink:
        return render(request, "desk/survey/over.html", status=404)
    except letters.LinkOver as over:
        with translation.override(letters.language_of(over.survey)):
            return render(request, "desk/survey/over.html", status=410)
    with translation.override(letters.language_of(found)):
        return _questions(request, found)


survey.ability = None  # type: ignore[attr-defined]  # open to everybody who has a link


@require_http_methods(["GET", "POST"])
@needs("set_survey")
def settings(request: AgentRequest) -> HttpResponse:
    """On or off, and what the company's customers answered on the whole."""
    held = queries.rules()
    form = Rules(request.POST or None, initial={"is_on": held.is_on, "hours": held.hours})
    if request.method == "POST" and form.is_valid():
        actions.set_rules(by=request.user, **form.cleaned_data)
        toast(request, _("Saved. It holds for what is closed from now on."))
        return redirect("survey_settings")
    summary = queries.summary()
    averages = [(QUESTIONS[name], value) for name, value in summary.averages.items()]
    context = {"form": form, "summary": summary, "averages": averages}
    return render(request, "desk/survey/settings.html", context, status=422 if form.errors else 200)


def _questions(request: HttpRequest, found: Survey) -> HttpResponse:
    given = {name: getattr(found, name) for name in (*QUESTIONS, "words")}
    form = Answer(request.POST or None, initial=given)
    is_thanked = found.answered_at is not None and request.method == "GET"
    if request.method == "POST" and form.is_valid():
        actions.answer(found, **form.cleaned_data)
        return redirect(request.path)
    company = mailbox_of(found.conversation)
    context = {"form": form, "survey": found, "is_thanked": is_thanked, "company": company and company.name}
    response = render(request, "desk/survey/questions.html", context, status=422 if form.errors else 200)
    response["Referrer-Policy"] = "no-referrer"
    return response
