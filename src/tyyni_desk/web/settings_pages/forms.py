"""Forms of people, teams and rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations.models import CHANNELS
from tyyni_desk.people.models import LANGUAGES, Agent, Team
from tyyni_desk.web.settings_pages.fields import WordsField, languages_field
from tyyni_desk.web.settings_pages.profile_forms import time_zones

_COUNTRIES = [
    ("FI", _("Finland")),
    ("PL", _("Poland")),
    ("SE", _("Sweden")),
    ("EE", _("Estonia")),
    ("DE", _("Germany")),
]
_COUNTRIES += [("GB", _("United Kingdom")), ("IE", _("Ireland"))]


class Invite(forms.Form):
    email = forms.EmailField(label=_("Email"))
    role = forms.ChoiceField(label=_("Role"), choices=Agent.Role.choices, initial=Agent.Role.AGENT)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)


class Person(forms.Form):
    """What an admin changes of somebody else."""

    role = forms.ChoiceField(label=_("Role"), choices=Agent.Role.choices)
    teams = forms.ModelMultipleChoiceField(
        label=_("Teams"), queryset=Team.objects.order_by("name"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = languages_field(_("Answers customers in"), required=False)
    topics = WordsField(label=_("Topics"), required=False, help_text=_("With commas between them."))


class TeamName(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)


class Block(forms.Form):
    address = forms.EmailField(label=_("Address"))
    reason = forms.CharField(label=_("Why"), max_length=300)


class Clock(forms.Form):
    """How soon one channel is answered."""

    channel = forms.ChoiceField(label=_("Channel"), choices=CHANNELS)
    first_minutes = forms.IntegerField(label=_("First answer, working minutes"), min_value=1, max_value=100_000)
    next_minutes = forms.IntegerField(label=_("Next answers, working minutes"), min_value=1, max_value=100_000)
    country = forms.ChoiceField(label=_("Holidays of"), choices=_COUNTRIES, initial="FI")
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones, initial="Europe/Helsinki")
    opens = forms.TimeField(label=_("Opens"), initial="08:00", widget=forms.TimeInput(attrs={"type": "time"}))
    closes = forms.TimeField(label=_("Closes"), initial="17:00", widget=forms.TimeInput(attrs={"type": "time"}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and opens >= closes:
            self.add_error("closes", _("A day must open before it closes."))
        return cleaned
