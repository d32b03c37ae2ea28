"""Forms of tokens and webhooks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tyyni_desk.api.scopes import CHOICES
from tyyni_desk.people import queries as people
from tyyni_desk.people.models import Agent
from tyyni_desk.webhooks.events import EVENTS


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


class AddressForm(forms.Form):
    """An address of another program's, in ``url``: only inside the own network may it go without https."""

    allows_private = forms.BooleanField(
        label=_("The address is inside our own network"),
        required=False,
        help_text=_("Then http:// and private addresses are allowed too."),
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        allowed = ("https://", "http://") if cleaned.get("allows_private") else ("https://",)
        if not str(cleaned.get("url", "https://")).lower().startswith(allowed):
            self.add_error("url", _("Only an address inside your own network may go without https."))
        return cleaned


class WebhookForm(AddressForm):
    """Where events go, and which."""

    field_order = ("url", "names")
    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("The other program gives it; it begins with https://."),
    )
    names = forms.MultipleChoiceField(
        label=_("Events"),
        choices=list(EVENTS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With none chosen, all are sent."),
    )
