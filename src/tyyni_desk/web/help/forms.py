"""The sheet: whom to ask, what, and the brief; for help, an escalation or a hand-over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tyyni_desk.care.help import queries
from tyyni_desk.care.help.models import HelpRequest
from tyyni_desk.care.help.queries import Whom
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people import queries as people
from tyyni_desk.people.models import Agent, Team

Kind = HelpRequest.Kind
FREE, LEADS = "free", "leads"
_LONGEST = 20_000
# Which field says whom, by what is asked.
RECEIVERS = {Kind.HELP: "whom", Kind.ESCALATION: "senior", Kind.HANDOVER: "colleague"}


class HelpForm(forms.Form):
    """Fields of the other two kinds are hidden by the page and left unread."""

    kind = forms.ChoiceField(label=gettext_lazy("What do you need?"), choices=Kind.choices, widget=forms.RadioSelect)
    whom = forms.ChoiceField(label=gettext_lazy("Whom do you ask?"), required=False)
    senior = forms.ChoiceField(label=gettext_lazy("Who decides?"), required=False)
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=HelpRequest.Reason.choices, required=False)
    colleague = forms.ChoiceField(label=gettext_lazy("Who goes on?"), required=False)
    question = forms.CharField(
        label=gettext_lazy("What do you ask? In a line, if you like"), max_length=300, required=False
    )
    brief = forms.CharField(
        label=gettext_lazy("The brief"),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    language = forms.CharField(max_length=2, required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, conversation: Conversation, by: Agent, **named: Any) -> None:
        super().__init__(*given, **named)
        teams = [(f"team-{team.pk}", str(team)) for team in Team.objects.order_by("name")]
        others = queries.colleagues(conversation, but=by)
        leads = [_choice(lead) for lead in queries.leads(but=by)]
        choices = {
            "whom": [
                (FREE, _("anyone free")),
                (LEADS, _("any lead")),
                *_groups(teams, list(map(_choice, others))),
            ],
            "senior": [(LEADS, _("any lead")), *_groups(teams, leads)],
            "colleague": list(map(_choice, others)),
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a choice field has them

    def chosen(self) -> Whom:
        """Whom it is asked of: as chosen, whatever else is wrong with the form."""
        kind = self["kind"].value() or Kind.HELP
        name = RECEIVERS.get(kind, "whom")
        offered = [str(key) for key, _name in _flat(self.fields[name].choices)]  # type: ignore[attr-defined]
        key = str(self[name].value() or "")
        return whom_of(key if key in offered else next(iter(offered), FREE))


def whom_of(key: str) -> Whom:
    """ "free", "leads", "team-3" or "agent-7"; 404 for somebody who is not there."""
    kind, _dash, number = key.partition("-")
    if kind == "team":
        return Whom(team=get_object_or_404(Team, pk=int(number)))
    if kind == "agent":
        return Whom(agent=get_object_or_404(people.answering(), pk=int(number)))
    return Whom(leads=kind == LEADS)


def _choice(agent: Agent) -> tuple[str, str]:
    away = "" if agent.on_duty else f" ({_('away')})"
    return f"agent-{agent.pk}", f"{agent}{away}"


def _groups(teams: list[tuple[str, str]], agents: list[tuple[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    named = [(_("Teams"), teams), (_("Colleagues"), agents)]
    return [(name, rows) for name, rows in named if rows]


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Without the groups."""
    found: list[tuple[Any, Any]] = []
    for key, name in choices:
        found += name if isinstance(name, list | tuple) else [(key, name)]
    return found
