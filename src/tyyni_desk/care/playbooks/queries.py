"""Which playbook holds for a conversation, and what another one would change. Nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from tyyni.protocol.playbook import BadPlaybook, parse, shipped_text
from tyyni.protocol.plays import Playbook
from tyyni_desk.care import queries as care
from tyyni_desk.care.playbooks.models import PlaybookVersion
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.conversations.queries import visible
from tyyni_desk.people.models import Team

_TRIED = 12
_FILE = "line"  # what a problem begins with


@dataclass(frozen=True, slots=True)
class Difference:
    """The step of a past conversation now, and by the other playbook."""

    conversation: Conversation
    now: str
    then: str


def text_for(channel: str, team: Team | None) -> str:
    """The playbook that holds there, as it is written."""
    return next(filter(None, _texts(channel, team.pk if team else None)), shipped_text())


def book_for(conversation: Conversation) -> Playbook | None:
    """The company's own, or None for the shipped one; one that a newer engine refuses is passed over."""
    for text in filter(None, _texts(conversation.channel, conversation.team_id)):
        try:
            return _read(text)
        except BadPlaybook:
            continue
    return None


def versions(channel: str, team: Team | None) -> QuerySet[PlaybookVersion]:
    """Those of one channel and team, the latest first."""
    return PlaybookVersion.objects.filter(channel=channel, team=team).select_related("by")


def places() -> list[PlaybookVersion]:
    """Where the company has a playbook of its own."""
    latest: dict[tuple[str, int | None], PlaybookVersion] = {}
    for version in PlaybookVersion.objects.select_related("team").order_by("id"):
        latest[version.channel, version.team_id] = version
    return [version for version in latest.values() if version.text]


def problems(text: str) -> list[str]:
    """What is wrong with it, a line each; empty when it can be used."""
    try:
        _read(text)
    except BadPlaybook as found:
        return [line.replace(f"{_FILE}:", f"{_FILE} ", 1) for line in str(found).splitlines()]
    return []


def differences(text: str, *, channel: str, team: Team | None) -> tuple[int, list[Difference]]:
    """How many of the latest conversations were tried, and those whose next step would be another."""
    talks = visible().select_related("customer")
    talks = talks.filter(channel=channel) if channel else talks
    talks = talks.filter(team=team) if team else talks
    book, tried, found = _read(text), 0, []
    for conversation in talks.order_by("-last_message_at")[:_TRIED]:
        now, then = care.step(conversation, book=book_for(conversation)), care.step(conversation, book=book)
        tried += now is not None
        if now and then and now.step != then.step:
            found.append(Difference(conversation, now.step, then.step))
    return tried, found


def _texts(channel: str, team: int | None) -> list[str]:
    """From the narrowest to the widest; empty where nothing is set."""
    wanted = [(channel, team), ("", team), (channel, None), ("", None)]
    rows = PlaybookVersion.objects.filter(channel__in={channel, ""}).order_by("id")
    latest = {(row.channel, row.team_id): row.text for row in rows if row.team_id in (team, None)}
    return [latest.get(place, "") for place in dict.fromkeys(wanted)]


@lru_cache(maxsize=32)
def _read(text: str) -> Playbook:
    return parse(text, _FILE)
