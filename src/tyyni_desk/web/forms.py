"""The desk's forms."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations.models import CHANNELS
from tyyni_desk.people.models import LANGUAGES

_SPOKEN = [row for row in CHANNELS if row[0].endswith("_note")]


class NoteOfAMeeting(forms.Form):
    """A phone call or a visit to the shop, as the agent remembers it (S4.1)."""

    channel = forms.ChoiceField(label=_("Where"), choices=_SPOKEN)
    name = forms.CharField(label=_("Customer"), max_length=200)
    email = forms.EmailField(label=_("Email"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    subject = forms.CharField(label=_("What about"), max_length=300)
    text = forms.CharField(
        label=_("What was said"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("As near to the customer's own words as you can."),
    )


class SideForm(forms.Form):
    """A question to somebody else about a conversation (S2.19)."""

    to = forms.EmailField(label=_("To"))
    subject = forms.CharField(label=_("What about"), max_length=300)
    text = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 8}))
