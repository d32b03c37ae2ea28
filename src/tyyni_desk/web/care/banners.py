"""What care has to tell on every page: to leads, what waits for their look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from tyyni_desk.care.boundaries import queries as limits
from tyyni_desk.care.exposure import queries as exposure
from tyyni_desk.care.help import queries as helping
from tyyni_desk.care.holds import queries as holds
from tyyni_desk.care.ladder import queries as ladder
from tyyni_desk.care.remedies import queries as remedies
from tyyni_desk.care.safety import queries as safety
from tyyni_desk.care.safety.models import Incident
from tyyni_desk.mail.queries import Banner, Source
from tyyni_desk.people.may import may
from tyyni_desk.people.models import Agent

_MOST = 50  # requests for help that are counted
_DRAFTS = ngettext_lazy("%(count)d draft waits for a lead.", "%(count)d drafts wait for a lead.", "count")
_REMEDIES = ngettext_lazy("%(count)d remedy waits for a lead.", "%(count)d remedies wait for a lead.", "count")
_APPEALS = ngettext_lazy("%(count)d appeal waits for a lead.", "%(count)d appeals wait for a lead.", "count")
_BOUNDARIES = ngettext_lazy(
    "%(count)d boundary is to be looked at again.", "%(count)d boundaries are to be looked at again.", "count"
)


def sources(agent: Agent) -> Iterator[Source]:
    """What may have to be told to ``agent``, in the order of the page."""
    if may(agent, "raise_incidents"):
        yield Source((safety.open_incidents(),), _incidents)
        yield Source((helping.waiting_for(agent),), lambda: _help(agent))
    if may(agent, "review_boundaries"):
        yield _counted(holds.for_leads(), _DRAFTS, "held_drafts", needs="release_drafts")
        yield _counted(remedies.waiting(), _REMEDIES, "remedy_requests", needs="decide_remedies")
        yield Source((exposure.to_speak_with(agent),), lambda: _talks(agent))
        yield _counted(ladder.appeals(), _APPEALS, "lane", needs="read_legal_lane")
        yield _counted(limits.to_review(), _BOUNDARIES, "boundaries", needs="review_boundaries")


def _incidents() -> list[Banner]:
    """Danger is everybody's: whoever is nearest helps. One line, however much happens at once."""
    kinds = safety.open_incidents().order_by().values_list("kind").annotate(Count("pk"))
    counted = [f"{Incident.Kind(kind).label}: {count}" for kind, count in sorted(kinds, reverse=True)]
    return [Banner(" · ".join(counted), "incidents", needs="raise_incidents")] if counted else []


def _help(agent: Agent) -> list[Banner]:
    """To those who are asked."""
    asked = list(helping.waiting_for(agent)[:_MOST])
    if len(asked) == 1:
        what = asked[0].question or asked[0].note.conversation.subject
        text = _("%(name)s asks for help: %(what)s") % {"name": asked[0].by or "–", "what": what}
    else:
        text = ngettext("%(count)d request for help waits.", "%(count)d requests for help wait.", len(asked))
        text %= {"count": len(asked)}
    return [Banner(text, "help_asked", needs="ask_for_help")] if asked else []


def _talks(lead: Agent) -> list[Banner]:
    """By name, for it is about a talk; without a count, for it is about no score."""
    names = ", ".join(sorted({str(talk.agent) for talk in exposure.to_speak_with(lead)}))
    text = _("After a hard message, speak with %(names)s.") % {"names": names}
    return [Banner(text, "team_care", needs="look_after_people")] if names else []


def _counted(rows: QuerySet[Any], text: Any, page: str, *, needs: str) -> Source:
    """A banner that only says how many there are; ``text`` is a lazy one with a plural."""

    def say() -> list[Banner]:
        count = rows.count()
        return [Banner(text % {"count": count}, page, needs=needs)] if count else []

    return Source((rows,), say)
