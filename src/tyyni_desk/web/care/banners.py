"""What care has to tell on every page: to leads, what waits for their look."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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


def sources(agent: Agent) -> Iterator[Source]:
    """What may have to be told to ``agent``, in the order of the page."""
    if may(agent, "raise_incidents"):
        yield Source((safety.open_incidents(),), _incidents)
        yield Source((helping.waiting_for(agent),), lambda: _help(agent))
    if may(agent, "review_boundaries"):
        yield Source((holds.for_leads(),), _drafts)
        yield Source((remedies.waiting(),), _remedies)
        yield Source((exposure.to_speak_with(agent),), lambda: _talks(agent))
        yield Source((ladder.appeals(),), _appeals)
        yield Source((limits.to_review(),), _boundaries)


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


def _drafts() -> list[Banner]:
    waiting = holds.for_leads().count()
    if not waiting:
        return []
    text = ngettext("%(count)d draft waits for a lead.", "%(count)d drafts wait for a lead.", waiting)
    return [Banner(text % {"count": waiting}, "held_drafts", needs="release_drafts")]


def _remedies() -> list[Banner]:
    waiting = remedies.waiting().count()
    if not waiting:
        return []
    text = ngettext("%(count)d remedy waits for a lead.", "%(count)d remedies wait for a lead.", waiting)
    return [Banner(text % {"count": waiting}, "remedy_requests", needs="decide_remedies")]


def _appeals() -> list[Banner]:
    waiting = ladder.appeals().count()
    if not waiting:
        return []
    text = ngettext("%(count)d appeal waits for a lead.", "%(count)d appeals wait for a lead.", waiting)
    return [Banner(text % {"count": waiting}, "lane", needs="read_legal_lane")]


def _boundaries() -> list[Banner]:
    due = limits.to_review().count()
    if not due:
        return []
    text = ngettext(
        "%(count)d boundary is to be looked at again.", "%(count)d boundaries are to be looked at again.", due
    )
    return [Banner(text % {"count": due}, "boundaries", needs="review_boundaries")]
