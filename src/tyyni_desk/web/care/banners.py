"""What care has to tell on every page: to leads, what waits for their look."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tyyni_desk.care.boundaries import queries as limits
from tyyni_desk.care.exposure import queries as exposure
from tyyni_desk.care.holds import queries as holds
from tyyni_desk.care.ladder import queries as ladder
from tyyni_desk.care.safety import queries as safety
from tyyni_desk.care.safety.models import Incident
from tyyni_desk.mail.queries import Banner
from tyyni_desk.people.may import may
from tyyni_desk.people.models import Agent


def banners(request: HttpRequest) -> list[Banner]:
    agent = getattr(request, "user", None)
    if not isinstance(agent, Agent) or not may(agent, "raise_incidents"):
        return []
    leads = [*_drafts(), *_talks(agent), *_appeals(), *_boundaries()] if may(agent, "review_boundaries") else []
    return [*_incidents(), *leads]


def _incidents() -> list[Banner]:
    """Danger is everybody's: whoever is nearest helps."""
    by_kind = dict(safety.open_incidents().order_by().values_list("kind").annotate(Count("pk")))
    said = {
        Incident.Kind.SELF_HARM: ngettext(
            "A person may be in danger in %(count)d conversation. Answer now.",
            "A person may be in danger in %(count)d conversations. Answer now.",
            by_kind.get("self_harm", 0),
        ),
        Incident.Kind.VIOLENCE: ngettext(
            "%(count)d threat of violence is open.",
            "%(count)d threats of violence are open.",
            by_kind.get("violence", 0),
        ),
        Incident.Kind.INJURY: ngettext(
            "%(count)d injury by a product is open.",
            "%(count)d injuries by products are open.",
            by_kind.get("injury", 0),
        ),
    }
    shown = [(text, by_kind[kind]) for kind, text in said.items() if kind in by_kind]
    return [Banner(text % {"count": count}, "incidents", needs="raise_incidents") for text, count in shown]


def _talks(lead: Agent) -> list[Banner]:
    """By name, for it is about a talk; without a count, for it is about no score."""
    names = sorted({str(talk.agent) for talk in exposure.to_speak_with(lead)})
    return [
        Banner(
            _("%(name)s had a hard message. Speak with them.") % {"name": name}, "team_care", needs="look_after_people"
        )
        for name in names
    ]


def _drafts() -> list[Banner]:
    waiting = holds.for_leads().count()
    if not waiting:
        return []
    text = ngettext("%(count)d draft waits for a lead.", "%(count)d drafts wait for a lead.", waiting)
    return [Banner(text % {"count": waiting}, "held_drafts", needs="release_drafts")]


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
