"""What is filled in about the policy and about boundaries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tyyni_desk.care.boundaries.models import LIMITS, Policy
from tyyni_desk.people.models import LANGUAGES

_TEXTS = {
    "scope": _("What we do, and what we do not"),
    "elsewhere": _("Who helps with what we do not do"),
    "excluded": _("Words for what we do not do, with commas"),
    "contact": _("How we are reached, and how we talk with each other"),
}
_LONGEST = 4000


class PolicyForm(forms.Form):
    """The three texts in each language, and what the ladder keeps to."""

    last_warning = forms.BooleanField(label=_("One more warning before a contact ends"), required=False)
    review_days = forms.IntegerField(
        label=_("Look at a boundary again after so many days"), min_value=1, max_value=730, initial=90
    )
    notice_days = forms.IntegerField(
        label=_("Tell a customer whose contact was ended why, at most once in so many days"),
        min_value=1,
        max_value=90,
        initial=7,
    )
    on_threats = forms.CharField(
        label=_("What to do when somebody threatens"),
        help_text=_("The written instruction of the employer. It is shown with every incident."),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, given: QueryDict | None, *, policy: Policy) -> None:
        plain = {name: getattr(policy, name) for name in ("last_warning", "review_days", "notice_days", "on_threats")}
        super().__init__(given, initial=plain)
        for code, language in LANGUAGES:
            for name, label in _TEXTS.items():
                box = forms.Textarea(attrs={"rows": 3, "lang": code})
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{language}: {label}",
                    required=False,
                    max_length=_LONGEST,
                    widget=box,
                    initial=getattr(policy, name).get(code, ""),
                )
        self.order_fields([*(f"{name}_{code}" for code, _language in LANGUAGES for name in _TEXTS)])

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        for code, _language in LANGUAGES:
            if found.get(f"scope_{code}") and not found.get(f"elsewhere_{code}"):
                self.add_error(f"elsewhere_{code}", gettext("Name somebody who can help: a bare no leaves them alone."))
        return found

    def values(self) -> dict[str, Any]:
        """What the action asks for."""
        given = dict(self.cleaned_data)
        texts = {name: {code: given.pop(f"{name}_{code}") for code, _l in LANGUAGES} for name in _TEXTS}
        return {**given, **{name: {code: text for code, text in by.items() if text} for name, by in texts.items()}}


class BoundaryForm(forms.Form):
    """A limit with one customer."""

    says = forms.CharField(
        label=_("What we ask"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("About conduct, never about the person: “answers within two days, by mail only”."),
    )
    why = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    limits = forms.MultipleChoiceField(
        label=_("What is not given"),
        choices=LIMITS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The desk points it out when an answer gives it all the same."),
    )
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    follow_up = forms.CharField(
        label=_("How it is followed up"),
        required=False,
        max_length=300,
        help_text=_("As agreed with the customer: “we talk on the phone when the repair is done”."),
    )
    review_on = forms.DateField(
        label=_("Look again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The desk reminds the leads on that day. Left empty, after the time that the policy sets."),
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        for name in ("until", "review_on"):
            if found.get(name) and found[name] <= timezone.localdate():
                self.add_error(name, gettext("Choose a day that is still to come."))
        return found


class ReviewForm(forms.Form):
    """When a boundary that holds on is looked at again."""

    review_on = forms.DateField(label=_("Look again on"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean_review_on(self) -> Any:  # a date
        day = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(gettext("Choose a day that is still to come."))
        return day
