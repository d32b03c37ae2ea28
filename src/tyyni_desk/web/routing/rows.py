"""Rules and trials as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tyyni_desk.conversations.models import CHANNELS, Conversation
from tyyni_desk.people.models import LANGUAGES, Agent, Team
from tyyni_desk.routing.queries import Trial
from tyyni_desk.routing.rules.values import Rule
from tyyni_desk.web.routing import reasons
from tyyni_desk.web.routing.forms import about_words


@dataclass(frozen=True, slots=True)
class RuleRow:
    """``target`` is empty when the team or person has left the desk."""

    id: int
    is_on: bool
    when: str
    target: str


@dataclass(frozen=True, slots=True)
class TrialRow:
    conversation: Conversation
    target: str
    why: str
    by_rule: int | None  # its place among the rules, from 1


def rules(book: Iterable[Rule]) -> list[RuleRow]:
    teams, people = _names()
    return [RuleRow(rule.id, rule.is_on, when(rule, teams), _target(rule, teams, people)) for rule in book]


def when(rule: Rule, teams: dict[int, str]) -> str:
    """ "Polski · email · asks where the order is"; every conversation when nothing is asked."""
    return " · ".join(_conditions(rule, teams)) or _("every conversation")


def trials(found: Iterable[Trial], book: tuple[Rule, ...]) -> list[TrialRow]:
    teams, people = _names()
    places = {rule.id: place for place, rule in enumerate(book, 1)}
    return [
        TrialRow(
            conversation=one.conversation,
            target=people.get(one.choice.agent or 0, ""),
            why=reasons.in_words(one.choice.reasons)
            if one.choice.agent
            else reasons.why_nobody(
                one.choice.why or "",
                language=one.conversation.language,
                team=teams.get(one.choice.team or 0, ""),
            ),
            by_rule=places.get(one.choice.rule.id) if one.choice.rule else None,
        )
        for one in found
    ]


def _conditions(rule: Rule, teams: dict[int, str]) -> Iterator[str]:
    if rule.language:
        yield dict(LANGUAGES)[rule.language]
    if rule.channel:
        yield str(dict(CHANNELS)[rule.channel])
    if rule.team:
        yield teams.get(rule.team, "–")
    if rule.about:
        yield about_words(rule.about)
    if rule.tag:
        yield f"# {rule.tag}"


def _target(rule: Rule, teams: dict[int, str], people: dict[int, str]) -> str:
    return teams.get(rule.to_team, "") if rule.to_team else people.get(rule.to_agent or 0, "")


def _names() -> tuple[dict[int, str], dict[int, str]]:
    agents = Agent.objects.filter(is_active=True)
    return {team.pk: team.name for team in Team.objects.all()}, {agent.pk: str(agent) for agent in agents}
