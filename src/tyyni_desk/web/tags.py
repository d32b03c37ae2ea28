"""Formatting for templates, nothing else."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import linebreaks, urlize
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tyyni.promises.clocks import ClockRule
from tyyni_desk.care.clocks import queries as clocks
from tyyni_desk.care.help.models import HelpRequest
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.care.remedies.queries import Fit
from tyyni_desk.care.survey import queries as surveys
from tyyni_desk.care.survey.models import Survey
from tyyni_desk.conversations.models import Conversation, Event, Message
from tyyni_desk.lib import money
from tyyni_desk.mail.models import Delivery
from tyyni_desk.people import may as roles
from tyyni_desk.people.models import Agent, Order
from tyyni_desk.snippets.states import state_in_words
from tyyni_desk.web import words as spoken
from tyyni_desk.web.reading.calm import calm_words
from tyyni_desk.web.reading.course import Course, course_of
from tyyni_desk.web.reading.drawn import Drawn
from tyyni_desk.web.reading.drawn import drawn as drawn_of
from tyyni_desk.web.settings_pages.sections import Group, groups

register = template.Library()
_MOST_SIGNS = 4  # in a row of the queue; the rest stands on the conversation
_HEAT = ((20, "calm"), (45, "uneasy"), (65, "upset"), (85, "angry"), (101, "furious"))


@register.filter
def ago(moment: datetime | None) -> str:
    """How long since: "14 min", "3 h", "2 d"; the day itself after two weeks."""
    if moment is None:
        return ""
    minutes = max(0, int((timezone.now() - moment).total_seconds() // 60))
    if minutes < 1:
        return _("now")
    if minutes < 60:
        return _("%(count)d min") % {"count": minutes}
    if minutes < 24 * 60:
        return _("%(count)d h") % {"count": minutes // 60}
    if minutes < 14 * 24 * 60:
        return _("%(count)d d") % {"count": minutes // (24 * 60)}
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")


@register.filter
def until(moment: datetime | None) -> str:
    """A moment soon to come: the time today, else the day and time."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return date_format(local, "TIME_FORMAT" if local.date() == timezone.localdate() else "SHORT_DATETIME_FORMAT")


@register.filter
def may(agent: Agent, ability: str) -> bool:
    return roles.may(agent, ability)


@register.filter
def sections(agent: Agent) -> list[Group]:
    """The pages of settings and care that ``agent`` may open."""
    return groups(agent)


@register.filter
def heat(temperature: int) -> str:
    """The word for a temperature; the page shows it with a shape, never by colour alone."""
    words = {
        "calm": _("calm"),
        "uneasy": _("uneasy"),
        "upset": _("upset"),
        "angry": _("angry"),
        "furious": _("furious"),
    }
    return words[heat_class(temperature)]


@register.filter
def heat_class(temperature: int) -> str:
    """The name of the scale's step: calm, uneasy, upset, angry, furious."""
    return next(name for limit, name in _HEAT if temperature < limit)


@register.filter
def people(count: int) -> str:
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


@register.filter
def in_currency(amount: Decimal, currency: str) -> str:
    """A sum as the reader's language writes it."""
    return money.written(amount, currency, get_language() or "en")


@register.filter
def item(mapping: dict[str, Any], key: str) -> Any:
    return mapping.get(key)


@register.filter
def words(text: str) -> str:
    """Plain text as paragraphs with links; every other sign is escaped."""
    return mark_safe(linebreaks(urlize(text, nofollow=True, autoescape=True), autoescape=False))


@register.filter
def why(conversation: Conversation) -> str:
    """Why the row stands where it stands, in words, the gravest first."""
    signals = conversation.signals
    glad = signals.get("emotion") in ("joy", "gratitude")
    word = str(spoken.FEELINGS[signals["emotion"]]) if glad else heat(conversation.temperature)
    public = [conversation.get_channel_display()] if conversation.channel == "review" else []
    signs = [*_law(signals.get("clock")), *_owed(signals.get("promises")), word, *public, *spoken.signals(signals)]
    return " · ".join(signs[:_MOST_SIGNS])


def _law(sign: dict[str, Any] | None) -> list[str]:
    """The law wants an answer, and the safe day is near or past."""
    if not sign or not clocks.is_near(sign):
        return []
    day = date_format(date.fromisoformat(sign["safe"]), "SHORT_DATE_FORMAT")
    return [_("by law: answer by %(day)s") % {"day": day}]


def _owed(signs: dict[str, Any] | None) -> list[str]:
    """What is promised, for a queue row: broken, due today, or an update that is due."""
    if not signs:
        return []
    if signs["broken"]:
        return [_("promise broken")]
    due, update = (datetime.fromisoformat(signs[name]) if signs[name] else None for name in ("due", "update"))
    if due and timezone.localdate(due) <= timezone.localdate():
        return [_("promise due today %(time)s") % {"time": until(due)}]
    return [_("update due today")] if update and timezone.localdate(update) <= timezone.localdate() else []


@register.filter
def promise_state(promise: Promise) -> str:
    """When it is due, whose it is, and how often the customer hears of it."""
    said = _("broken, was due %(time)s") if promise.is_broken else _("due %(time)s")
    parts = [said % {"time": until(promise.due_at)}, str(promise.owner or _("nobody's"))]
    if promise.every_days:
        every = ngettext("an update daily", "an update every %(count)d days", promise.every_days)
        parts.append(every % {"count": promise.every_days})
    return " · ".join(parts)


@register.filter
def drawn(message: Message) -> Drawn:
    """A message's words with their marks, and what the engine understood of it."""
    return drawn_of(message)


@register.filter
def delivery(message: Message) -> Delivery | None:
    """How its sending goes. Asked for in the template, one that is missing costs a list of all that a message has."""
    return getattr(message, "delivery", None)


@register.filter
def course(turns: list[Message]) -> Course | None:
    """The temperature over the conversation, as a line."""
    return course_of(turns)


@register.filter
def calmly(message: Message) -> str:
    """What a severely abusive message says without the abuse; empty for every other message."""
    reading = getattr(message, "reading", None)
    return calm_words(reading.labels) if reading else ""


@register.filter
def fits_because(fit: Fit) -> list[str]:
    """Why a remedy fits: the requests that it answers, the order's state, its age."""
    words = [str(spoken.REQUESTS[name]) for name in fit.requests]
    if fit.order_state:
        words.append(state_in_words(fit.order_state, get_language() or "en"))
    if fit.order_days is not None:
        told = ngettext("one day after the order", "%(days)d days after the order", fit.order_days)
        words.append(told % {"days": fit.order_days})
    return words


@register.filter
def survey_answers(survey: Survey) -> list[tuple[str, int]]:
    """Each question in the reader's words, with what the customer answered."""
    return surveys.answers(survey)


@register.filter
def state(order: Order) -> str:
    """The state of an order in the reader's language."""
    return state_in_words(order.state, get_language() or "en")


@register.filter
def request_words(name: str) -> str:
    return str(spoken.REQUESTS[name])


@register.filter
def told(event: Event) -> str:
    return spoken.event(event.kind, str(event.by or ""), event.detail)


@register.filter
def whom(request: HelpRequest) -> str:
    return spoken.whom(request)


@register.filter
def clock_name(rule: ClockRule) -> str:
    return str(spoken.CLOCKS.get(rule.id, rule.law))


@register.filter
def period(rule: ClockRule) -> str:
    """ "14 days", "1 month"."""
    forms = {
        "day": ngettext("%(count)d day", "%(count)d days", rule.period),
        "workday": ngettext("%(count)d working day", "%(count)d working days", rule.period),
        "week": ngettext("%(count)d week", "%(count)d weeks", rule.period),
        "month": ngettext("%(count)d month", "%(count)d months", rule.period),
        "hour": ngettext("%(count)d hour", "%(count)d hours", rule.period),
    }
    return forms[rule.unit] % {"count": rule.period}


@register.filter
def verdict(name: str) -> str:
    return str(spoken.VERDICTS[name])
