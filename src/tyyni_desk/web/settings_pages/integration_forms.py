"""Forms of tokens and webhooks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tyyni_desk.api.scopes import CHOICES
from tyyni_desk.people import queries as people
from tyyni_desk.people.models import Agent


class TokenForm(forms.Form):
    """What a program may do, and in whose name."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Which program it is for."))
    agent = forms.ModelChoiceField(
        label=_("Acts as"),
        queryset=Agent.objects.none(),
        help_text=_("What it writes is theirs, and it never may do more than their role."),
    )
    scopes = forms.MultipleChoiceField(label=_("May"), choices=CHOICES, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]  # passed on as they came
        chosen = self.fields["agent"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = people.answering()
