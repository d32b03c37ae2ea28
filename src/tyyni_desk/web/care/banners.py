"""What care has to tell on every page: to leads, what waits for their look."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import ngettext

from tyyni_desk.care.boundaries import queries as limits
from tyyni_desk.care.holds import queries as holds
from tyyni_desk.care.ladder import queries as ladder
from tyyni_desk.mail.queries import Banner
from tyyni_desk.people.may import may
from tyyni_desk.people.models import Agent


def banners(request: HttpRequest) -> list[Banner]:
    agent = getattr(request, "user", None)
    if not isinstance(agent, Agent) or not may(agent, "review_boundaries"):
        return []
    return [*_drafts(), *_appeals(), *_boundaries()]


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
