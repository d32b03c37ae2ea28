"""What is filled in about remedies: one given, one of the catalogue, and the limits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tyyni.drafting.facts import STATES
from tyyni_desk.care.remedies import limits
from tyyni_desk.care.remedies.models import Remedy
from tyyni_desk.care.remedies.wording import SUM, wrong_forms
from tyyni_desk.conversations.models import CHANNELS
from tyyni_desk.lib import tags
from tyyni_desk.lib.money import CURRENCIES
from tyyni_desk.people.models import LANGUAGES
from tyyni_desk.snippets.states import state_in_words
from tyyni_desk.web.words import REQUESTS

_LONGEST = 600
_SUMS = {"cost": _("costs"), "agent_most": _("an agent gives up to"), "lead_most": _("a lead gives up to")}
_RULES = {
    "minute_cost": _("a minute costs"),
    "month_budget": _("a month's budget"),
    "customer_most": _("to one customer at most"),
}


def _sum(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=9, decimal_places=2, required=False, **more)


def _states() -> list[tuple[str, str]]:
    return [(name, state_in_words(name, get_language() or "en")) for name in STATES]


class Giving(forms.Form):
    """The sum, and why a lead should allow it; the sum is in the currency of the matter."""

    sum = forms.DecimalField(min_value=0, max_digits=9, decimal_places=2, localize=True)
    why = forms.CharField(required=False, max_length=1000)


class RemedyForm(forms.Form):
    """One remedy: its words in each language, when it fits, what it costs and who gives how much of it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Remedy.Kind.choices)
    requests = forms.MultipleChoiceField(
        label=_("Fits when the customer"),
        choices=[(name, words) for name, words in REQUESTS.items() if name != "other"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: it fits any matter."),
    )
    order_states = forms.MultipleChoiceField(
        label=_("Only when the order is"),
        choices=_states,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: in any state, and without an order too."),
    )
    most_days = forms.IntegerField(
        label=_("Only so many days after the order"), required=False, min_value=1, max_value=3650
    )
    channels = forms.MultipleChoiceField(
        label=_("Only in"), choices=CHANNELS, required=False, widget=forms.CheckboxSelectMultiple
    )
    percent = forms.IntegerField(
        label=_("Costs so many per cent of the order"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Left empty, it costs a fixed sum, which stands below."),
    )
    is_goodwill = forms.BooleanField(
        label=_("A gesture of goodwill"),
        required=False,
        initial=True,
        help_text=_(
            "It counts against the budget and the customer's limit. Leave it out for what customers are owed anyway."
        ),
    )

    def __init__(self, given: QueryDict | None, *, remedy: Remedy | None) -> None:
        plain = ("kind", "requests", "order_states", "most_days", "channels", "percent", "is_goodwill")
        super().__init__(given, initial={name: getattr(remedy, name) for name in plain} if remedy else None)
        for code, language in LANGUAGES:
            self._add_texts(code, language, remedy)
        held = {row.currency: row for row in remedy.prices.all()} if remedy else {}
        for currency in CURRENCIES:
            for name, label in _SUMS.items():
                self.fields[f"{name}_{currency}"] = _sum(
                    f"{currency}: {label}", localize=True, initial=getattr(held.get(currency), name, None)
                )

    def _add_texts(self, code: str, language: str, remedy: Remedy | None) -> None:
        texts = {
            "name": (_("name"), 1, remedy and remedy.names),
            "sentence": (_("what the customer reads"), 2, remedy and remedy.sentences),
            "steps": (_("steps for the customer, a line each"), 2, remedy and remedy.steps),
        }
        for part, (label, rows, held) in texts.items():
            box = (
                forms.TextInput(attrs={"lang": code})
                if rows == 1
                else forms.Textarea(attrs={"rows": rows, "lang": code})
            )
            self.fields[f"{part}_{code}"] = forms.CharField(
                label=f"{language}: {label}",
                required=False,
                max_length=120 if part == "name" else _LONGEST,
                widget=box,
                initial=(held or {}).get(code, ""),
            )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not any(found.get(f"name_{code}") and found.get(f"sentence_{code}") for code, _l in LANGUAGES):
            self.add_error(None, gettext("Write a name and a sentence in one language at least."))
        for code, _language in LANGUAGES:
            for part in ("sentence", "steps"):
                self._check_text(f"{part}_{code}", found.get(f"{part}_{code}", ""), code)
        for currency in CURRENCIES:
            self._check_sums(currency, found)
        return found

    def _check_text(self, field: str, text: str, code: str) -> None:
        if wrong_forms(text, code):
            self.add_error(
                field, gettext("Give each form of address in [ | ], or none: two in Finnish, four in Polish.")
            )
        unknown = [name for name in tags.unfilled(text) if name != SUM]
        if unknown:
            self.add_error(field, gettext("There is no tag %(tags)s.") % {"tags": ", ".join(unknown)})

    def _check_sums(self, currency: str, found: dict[str, Any]) -> None:
        agent, lead = found.get(f"agent_most_{currency}"), found.get(f"lead_most_{currency}")
        if agent is not None and lead is not None and lead < agent:
            self.add_error(f"lead_most_{currency}", gettext("A lead gives no less than an agent."))

    def first(self) -> list[forms.BoundField]:
        return [self["kind"]]

    def texts(self) -> list[forms.BoundField]:
        return [self[f"{part}_{code}"] for code, _language in LANGUAGES for part in ("name", "sentence", "steps")]

    def conditions(self) -> list[forms.BoundField]:
        return [self[name] for name in ("requests", "order_states", "most_days", "channels")]

    def costs(self) -> list[forms.BoundField]:
        return [self["is_goodwill"], self["percent"]]

    def prices(self) -> list[tuple[str, list[forms.BoundField]]]:
        """A row of the table for each currency."""
        return [(code, [self[f"{name}_{code}"] for name in _SUMS]) for code in CURRENCIES]

    def values(self) -> dict[str, Any]:
        """What the action asks for. A currency without any sum has no price: the remedy is not offered there."""
        given = dict(self.cleaned_data)
        texts = {
            kept: {code: text for code, _l in LANGUAGES if (text := given.pop(f"{part}_{code}").strip())}
            for kept, part in (("names", "name"), ("sentences", "sentence"), ("steps", "steps"))
        }
        prices = {}
        for currency in CURRENCIES:
            sums = {name: given.pop(f"{name}_{currency}") for name in _SUMS}
            if any(value is not None for value in sums.values()):
                prices[currency] = _whole_price(sums, is_share=given["percent"] is not None)
        return {**given, **texts, "prices": prices}


class GoodwillForm(forms.Form):
    """When to settle, how much one customer gets, and the budget of a month, for each currency apart."""

    minutes = forms.IntegerField(label=_("Minutes that arguing takes"), min_value=1, max_value=600)
    most_times = forms.IntegerField(
        label=_("Gestures to one customer before a lead decides"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Left empty: no limit."),
    )
    days = forms.IntegerField(label=_("In so many days"), min_value=1, max_value=3650)

    def __init__(self, given: QueryDict | None) -> None:
        held = limits.rules()
        super().__init__(given, initial={name: getattr(held, name) for name in ("minutes", "most_times", "days")})
        for currency in CURRENCIES:
            row = limits.rules_for(currency)
            for name, label in _RULES.items():
                self.fields[f"{name}_{currency}"] = _sum(
                    f"{currency}: {label}", localize=True, initial=getattr(row, name)
                )
            self.fields[f"minute_cost_{currency}"].required = True

    def limits(self) -> list[forms.BoundField]:
        return [self[name] for name in ("minutes", "most_times", "days")]

    def currencies(self) -> list[tuple[str, list[forms.BoundField]]]:
        """A row of the table for each currency."""
        return [(code, [self[f"{name}_{code}"] for name in _RULES]) for code in CURRENCIES]

    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        currencies = {code: {name: given.pop(f"{name}_{code}") for name in _RULES} for code in CURRENCIES}
        return {**given, "currencies": currencies}


def _whole_price(sums: dict[str, Decimal | None], *, is_share: bool) -> dict[str, Decimal | None]:
    """An agent who is told no limit gives nothing by themselves; a lead no less than an agent."""
    agent = sums["agent_most"] or Decimal(0)
    cost = None if is_share else sums["cost"]
    return {"cost": cost, "agent_most": agent, "lead_most": max(sums["lead_most"] or agent, agent)}
