"""What is looked at before somebody is given a conversation: languages, duty, hours, hostility met today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tyyni_desk.care.exposure.queries import met_today
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.hours import is_at_work
from tyyni_desk.people.models import LANGUAGES, Agent

_KNOWN = {code for code, _name in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Colleague:
    """``met`` says how heavy the hostility was that reached them today. It is shown to nobody."""

    id: int
    languages: frozenset[str]
    is_on_duty: bool
    is_at_work: bool  # on duty, and within their hours
    met: int = 0

    def speaks(self, language: str) -> bool:
        """Whether they answer in ``language``; an unknown one (empty) asks nothing of anybody."""
        return not language or language in self.languages


def colleagues(agents: Iterable[Agent], *, at: datetime | None = None) -> list[Colleague]:
    """How each of ``agents`` stands ``at`` a moment (now)."""
    agents, at = list(agents), at or timezone.now()
    met = met_today(agents, at=at)
    return [
        Colleague(
            id=agent.pk,
            languages=frozenset(agent.languages),
            is_on_duty=agent.on_duty,
            is_at_work=is_at_work(agent, at),
            met=met.get(agent.pk, 0),
        )
        for agent in agents
    ]


def language_asked(conversation: Conversation) -> str:
    """The language in which an answer is expected; empty when it is none of the desk's."""
    return conversation.language if conversation.language in _KNOWN else ""
