"""What is filled in about a customer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from tyyni_desk.people.models import COUNTRIES, LANGUAGES, Identity

# A chat visitor is known by what their browser keeps; nobody can write that down.
_BY_HAND = [choice for choice in Identity.Kind.choices if choice[0] != Identity.Kind.VISITOR]
_SHORTEST_PHONE = 5


class Name(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[("", "–"), *LANGUAGES], required=False)
    country = forms.ChoiceField(
        label=_("Country"),
        choices=[("", _("as their phone number says")), *COUNTRIES.items()],
        required=False,
        help_text=_("For help lines, holidays and statutory clocks. Set it only when you know it."),
    )


class Reached(forms.Form):
    """One more address, phone or public name."""

    kind = forms.ChoiceField(label=_("What it is"), choices=_BY_HAND)
    value = forms.CharField(label=_("Address, number or name"), max_length=254)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        kind, value = found.get("kind"), found.get("value", "")
        if kind == Identity.Kind.EMAIL and value:
            validate_email(value)
        if kind == Identity.Kind.PHONE and value and sum(sign.isdigit() for sign in value) < _SHORTEST_PHONE:
            raise forms.ValidationError(_("A phone number has more digits."))
        return found


class Note(forms.Form):
    text = forms.CharField(
        label=_("Note"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The customer may read this: they may ask for all that is kept about them."),
    )
