"""Forms with which people join and change their own profile."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.utils.dates import WEEKDAYS
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tyyni_desk.people.models import LANGUAGES, Agent
from tyyni_desk.web.settings_pages.fields import (
    WordsField,
    languages_field,
    signature_fields,
    signature_values,
    signatures_in,
    signatures_of,
)


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def time_zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in ("UTC", *_zones())]


class Join(forms.Form):
    """What an invitation asks for; the first admin also says who they are."""

    email = forms.EmailField(label=_("Email"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    interface = forms.ChoiceField(label=_("Language of the desk"), choices=LANGUAGES)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=lazy(password_validators_help_text_html, str)(),
    )

    def __init__(self, *arguments: Any, invited: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.invited = invited
        if invited:
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        someone = Agent(email=self.invited or cleaned.get("email", ""), name=cleaned.get("name", ""))
        if cleaned.get("password"):
            try:
                validate_password(cleaned["password"], someone)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return cleaned


class Profile(forms.Form):
    """What everybody changes of themselves."""

    name = forms.CharField(label=_("Name"), max_length=120)
    interface = forms.ChoiceField(label=_("Language of the desk"), choices=LANGUAGES)
    languages = languages_field(_("I answer customers in"), required=False)
    topics = WordsField(label=_("Topics"), required=False, help_text=_("With commas between them."))
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for day in range(1, 8):
            for end, label in (("from", _("%(day)s from")), ("to", _("%(day)s to"))):
                words = str(label) % {"day": WEEKDAYS[day - 1]}
                widget = forms.TimeInput(attrs={"type": "time", "aria-label": words}, format="%H:%M")
                self.fields[f"day_{day}_{end}"] = forms.TimeField(label=words, required=False, widget=widget)
        self.fields.update(signature_fields(_("Signature")))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for day in range(1, 8):
            begins, ends = cleaned.get(f"day_{day}_from"), cleaned.get(f"day_{day}_to")
            if (begins is None) != (ends is None) or (begins and ends and begins >= ends):
                self.add_error(f"day_{day}_to", _("Give both times, the later one second, or neither."))
        return cleaned

    def basics(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "interface", "languages", "topics", "time_zone")]

    def days(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each day's name, with its two times."""
        return [(str(WEEKDAYS[day - 1]), self[f"day_{day}_from"], self[f"day_{day}_to"]) for day in range(1, 8)]

    def signatures(self) -> list[forms.BoundField]:
        return signatures_of(self)

    def profile(self) -> dict[str, Any]:
        """The values as ``people.agents.change_profile`` takes them."""
        values = dict(self.cleaned_data)
        signatures = signatures_in(values)
        times = {day: [values.pop(f"day_{day}_from"), values.pop(f"day_{day}_to")] for day in range(1, 8)}
        hours = {str(day): [f"{time:%H:%M}" for time in pair] for day, pair in times.items() if pair[0] is not None}
        return {**values, "working_hours": hours, "signatures": signatures}


def profile_values(agent: Agent) -> dict[str, Any]:
    """The form's first values."""
    values = {name: getattr(agent, name) for name in ("name", "interface", "languages", "topics", "time_zone")}
    for day, (begins, ends) in agent.working_hours.items():
        values[f"day_{day}_from"], values[f"day_{day}_to"] = begins, ends
    return {**values, **signature_values(agent.signatures)}
