"""Everything that changes teams."""

from __future__ import annotations

from django.db import transaction

from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent, Team


class NameTaken(Exception):
    """Another team has this name."""


@transaction.atomic
def add(name: str, *, by: Agent) -> Team:
    _refuse_twice(name)
    team = Team.objects.create(name=name)
    audit.note(by=by, action="team_added", subject=name)
    return team


@transaction.atomic
def rename(team: Team, name: str, *, by: Agent) -> None:
    if name == team.name:
        return
    _refuse_twice(name, but=team)
    audit.note(by=by, action="team_renamed", subject=name, detail={"name": [team.name, name]})
    team.name = name
    team.save(update_fields=["name"])


@transaction.atomic
def remove(team: Team, *, by: Agent) -> None:
    """Its conversations stay, in everybody's queue."""
    audit.note(by=by, action="team_removed", subject=team.name)
    team.delete()


def _refuse_twice(name: str, *, but: Team | None = None) -> None:
    others = Team.objects.exclude(pk=but.pk) if but else Team.objects.all()
    if others.filter(name__iexact=name).exists():
        raise NameTaken
