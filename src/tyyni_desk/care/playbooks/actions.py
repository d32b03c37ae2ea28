"""Writes a playbook, and goes back to an earlier one."""

from __future__ import annotations

from django.db import transaction

from tyyni_desk.care.playbooks import queries
from tyyni_desk.care.playbooks.models import PlaybookVersion
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent, Team


class Refused(Exception):
    """The engine cannot follow it; ``problems`` say where."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@transaction.atomic
def write(text: str, *, channel: str, team: Team | None, by: Agent) -> PlaybookVersion | None:
    """A new version for the channel and team, if anything changed; an empty one gives way to the wider playbook."""
    text = text.replace("\r\n", "\n").strip()
    if text and (problems := queries.problems(text)):
        raise Refused(problems)
    last = queries.versions(channel, team).first()
    if (last.text if last else "") == text:
        return None
    where = " ".join(filter(None, (channel, team.name if team else ""))) or "all"
    audit.note(by=by, action="playbook_changed", subject=where)
    return PlaybookVersion.objects.create(text=text, channel=channel, team=team, by=by)
