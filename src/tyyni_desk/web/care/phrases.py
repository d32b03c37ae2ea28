"""The page on which a lead keeps the phrases that the team avoids."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.care.phrases import actions, queries
from tyyni_desk.care.phrases.models import AvoidedPhrase
from tyyni_desk.people.models import LANGUAGES
from tyyni_desk.web.http import AgentRequest, needs, toast


class PhraseForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES)
    words = forms.CharField(
        label=gettext_lazy("Avoid"),
        max_length=100,
        help_text=gettext_lazy("A word or a few. Other endings of long words are found too."),
    )
    instead = forms.CharField(
        label=gettext_lazy("Write instead"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Empty: it is best left out."),
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if sum(letter.isalnum() for letter in words) < 2:
            raise forms.ValidationError(_("Write a word."))
        return words


@require_http_methods(["GET", "POST"])
@needs("edit_snippets")
def phrases(request: AgentRequest) -> HttpResponse:
    form = PhraseForm(request.POST or None, initial={"language": request.user.interface})
    if request.method == "POST" and form.is_valid():
        actions.avoid(**form.cleaned_data, by=request.user)
        toast(request, _("Saved. It is pointed out from now on."))
        return redirect("avoided_phrases")
    context = {"form": form, "phrases": queries.avoided()}
    return render(request, "desk/care/phrases.html", context, status=422 if form.errors else 200)


@require_POST
@needs("edit_snippets")
def removal(request: AgentRequest, phrase_id: int) -> HttpResponse:
    actions.allow(get_object_or_404(AvoidedPhrase, pk=phrase_id), by=request.user)
    return redirect("avoided_phrases")
