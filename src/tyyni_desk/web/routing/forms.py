"""The forms of routing: the switch, and one rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations.models import CHANNELS
from tyyni_desk.people import queries as people
from tyyni_desk.people.models import LANGUAGES, Team
from tyyni_desk.routing.rules.values import MOST, Rule
from tyyni_desk.web.reading.labels import KINDS
from tyyni_desk.web.words import REQUESTS

_ABOUT = {**KINDS, **{name: word for name, word in REQUESTS.items() if name != "other"}}


class Switch(forms.Form):
    """Whether and how much the desk gives out."""

    is_on = forms.BooleanField(label=_("Let the desk give out new conversations"), required=False)
    most = forms.IntegerField(
        label=_("To nobody who has so many open conversations"),
        min_value=1,
        max_value=500,
        initial=MOST,
        help_text=_("Open ones are those whose customer waits. Where somebody may be hurt, this does not count."),
    )


class RuleForm(forms.Form):
    """When everything that is chosen holds, the conversation goes there."""

    language = forms.ChoiceField(label=_("Language"), required=False, choices=[("", _("every language")), *LANGUAGES])
    channel = forms.ChoiceField(label=_("Channel"), required=False, choices=[("", _("every channel")), *CHANNELS])
    team = forms.ModelChoiceField(
        label=_("Team it came to"),
        required=False,
        queryset=Team.objects.order_by("name"),
        empty_label=_("every team"),
        help_text=_("By the mailbox, or as somebody moved it."),
    )
    about = forms.ChoiceField(
        label=_("The customer"), required=False, choices=[("", _("writes about anything")), *_ABOUT.items()]
    )
    tag = forms.CharField(label=_("Tag"), required=False, max_length=60)
    to = forms.ChoiceField(label=_("Goes to"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # asked when the form is shown
            ("", "–"),
            (_("Teams"), [(f"team {team.pk}", team.name) for team in Team.objects.order_by("name")]),
            (_("People"), [(f"agent {agent.pk}", str(agent)) for agent in people.answering()]),
        ]

    def rule(self, old: Rule | None) -> Rule:
        """What was filled in; ``old`` is the rule that is changed."""
        given = self.cleaned_data
        kind, number = given["to"].split()
        return Rule(
            id=old.id if old else 0,
            is_on=old.is_on if old else True,
            language=given["language"],
            channel=given["channel"],
            team=given["team"].pk if given["team"] else None,
            about=given["about"],
            tag=given["tag"].strip().lower(),
            to_team=int(number) if kind == "team" else None,
            to_agent=int(number) if kind == "agent" else None,
        )


def values(rule: Rule) -> dict[str, Any]:
    """The form's first values."""
    to = f"team {rule.to_team}" if rule.to_team else f"agent {rule.to_agent}"
    return {
        "language": rule.language,
        "channel": rule.channel,
        "team": rule.team,
        "about": rule.about,
        "tag": rule.tag,
        "to": to,
    }


def about_words(name: str) -> str:
    return str(_ABOUT.get(name, name))
