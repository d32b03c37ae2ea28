"""The form of a snippet: its name, and its text in each language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tyyni_desk.people.models import LANGUAGES, Team
from tyyni_desk.snippets.models import Snippet


class SnippetForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    shortcut = forms.SlugField(
        label=_("Shortcut"), max_length=40, help_text=_("Typed after /. Letters, digits and hyphens.")
    )
    team = forms.ModelChoiceField(
        label=_("For"), queryset=Team.objects.order_by("name"), required=False, empty_label=_("everybody")
    )

    def __init__(self, given: QueryDict | None, *, snippet: Snippet | None) -> None:
        texts = {text.language: text.body for text in snippet.texts.all()} if snippet else {}
        initial = {"name": snippet.name, "shortcut": snippet.shortcut, "team": snippet.team_id} if snippet else {}
        super().__init__(given, initial=initial)
        for code, name in LANGUAGES:
            box = forms.Textarea(attrs={"rows": 5, "lang": code})
            self.fields[f"body_{code}"] = forms.CharField(
                label=name, required=False, max_length=20_000, widget=box, initial=texts.get(code, "")
            )

    def values(self) -> dict[str, Any]:
        """What the actions ask for."""
        given = dict(self.cleaned_data)
        texts = {code: given.pop(f"body_{code}") for code, _name in LANGUAGES}
        return {**given, "texts": texts}
