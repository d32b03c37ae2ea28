"""What an agent says of a promise."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tyyni_desk.care.promises import queries
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.people import queries as people

_LOCAL = "%Y-%m-%dT%H:%M"
_RHYTHMS = [
    ("", gettext_lazy("No updates")),
    (1, gettext_lazy("Daily")),
    (2, gettext_lazy("Every 2 days")),
    (3, gettext_lazy("Every 3 days")),
    (7, gettext_lazy("Weekly")),
]


class Confirmation(forms.Form):
    """Who does it, by when, and how often the customer hears how it goes."""

    owner = forms.ModelChoiceField(label=gettext_lazy("Who does it"), queryset=people.answering(), empty_label=None)
    due_at = forms.DateTimeField(
        label=gettext_lazy("By when"),
        input_formats=[_LOCAL],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_LOCAL),
    )
    every_days = forms.TypedChoiceField(
        label=gettext_lazy("Updates"), choices=_RHYTHMS, coerce=int, empty_value=None, required=False
    )
    instead_of = forms.ModelChoiceField(
        label=gettext_lazy("In place of"),
        queryset=Promise.objects.none(),
        required=False,
        empty_label=gettext_lazy("nothing earlier"),
    )

    def __init__(self, data: Any = None, *, promise: Promise) -> None:
        initial = {"owner": promise.owner_id, "due_at": timezone.localtime(promise.due_at)}
        super().__init__(data, initial=initial, auto_id=f"promise-{promise.pk}-%s")
        earlier = queries.owed(promise.message.conversation).filter(message__pk__lt=promise.message_id)
        self.fields["instead_of"].queryset = earlier  # type: ignore[attr-defined]  # a choice of rows has it
        if not earlier:
            del self.fields["instead_of"]

    def clean_due_at(self) -> datetime:
        due: datetime = self.cleaned_data["due_at"]
        if due <= timezone.now():
            raise forms.ValidationError(_("Choose a time that is still to come."))
        return due
