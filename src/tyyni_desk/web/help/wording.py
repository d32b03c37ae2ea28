"""A brief in words, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tyyni_desk.care.help.briefs import Brief, Said, Tried
from tyyni_desk.people.models import LANGUAGES, Order
from tyyni_desk.web import words
from tyyni_desk.web.tags import clock_name, heat, in_currency, promise_state, state

# What a customer has not told yet, as the engine names it.
MISSING = {
    "order": gettext_lazy("the order's number"),
    "photo": gettext_lazy("a photo"),
    "since": gettext_lazy("since when"),
    "invoice": gettext_lazy("which bill"),
    "call": gettext_lazy("when and where to call"),
    "account": gettext_lazy("which account"),
    "outcome": gettext_lazy("what they want us to do"),
    "what": gettext_lazy("what it is about"),
}


def brief_text(brief: Brief, language: str) -> str:
    """Plain text, headings with their lines; a part of which nothing is known is left out."""
    with translation.override(language):
        parts = [
            (_("Customer"), _who(brief)),
            (_("What happened"), map(_happened, brief.said)),
            (_("What we tried"), map(_did, brief.tried)),
            (_("Promised"), (f"“{promise.words}”: {promise_state(promise)}" for promise in brief.owed)),
            (_("By law"), _clocks(brief)),
            (_("Boundaries"), _limits(brief)),
            (_("Mood"), _mood(brief)),
            (_("What they ask"), _asks(brief)),
            (_("Still missing"), _missing(brief)),
        ]
        told = [(heading, list(lines)) for heading, lines in parts]
        return "\n\n".join("\n– ".join([heading, *lines]) for heading, lines in told if lines)


def _who(brief: Brief) -> Iterator[str]:
    conversation = brief.conversation
    language = dict(LANGUAGES).get(conversation.language, conversation.language)
    yield " · ".join(filter(None, (str(conversation.customer), str(conversation.get_channel_display()), language)))
    yield from map(_order, brief.orders)
    story = brief.story
    if story:
        counted = ngettext("%(count)s message since %(day)s", "%(count)s messages since %(day)s", story.total)
        yield counted % {"count": story.total, "day": _day(story.since)}
        if story.longest_wait:
            waited = ngettext(
                "the longest wait was %(count)s day", "the longest wait was %(count)s days", story.longest_wait
            )
            yield waited % {"count": story.longest_wait}
        if story.broken:
            broken = ngettext(
                "%(count)s promise to them was broken", "%(count)s promises to them were broken", story.broken
            )
            yield broken % {"count": story.broken}


def _order(order: Order) -> str:
    bought = ", ".join(str(item.get("name", "")) for item in order.items)
    total = in_currency(order.total, order.currency)
    told = [bought, total, state(order), _day(order.ordered_at) if order.ordered_at else ""]
    named = _("order %(number)s") % {"number": order.number}
    return f"{named}: {', '.join(filter(None, told))}"


def _happened(said: Said) -> str:
    """What a person may do to themselves is told nowhere but in their own message."""
    told = said.words or _("Read this message itself first.")
    return f"{_moment(said.at)}: {told}"


def _did(tried: Tried) -> str:
    deeds = ", ".join(str(words.DEEDS[name]) for name in tried.deeds)
    by = " ".join(filter(None, (_moment(tried.at), tried.by)))
    return f"{by}{f' ({deeds})' if deeds else ''}: “{tried.words}”"


def _clocks(brief: Brief) -> Iterator[str]:
    for clock, rule, _is_spoken in brief.clocks:
        safe, legal = (date_format(day, "SHORT_DATE_FORMAT") for day in (clock.safe, clock.legal))
        told = _("Answer by %(day)s") % {"day": safe}
        more = _("the law's own day is %(day)s") % {"day": legal}
        yield f"{told}: {clock_name(rule)}{f' ({more})' if legal != safe else ''}"


def _limits(brief: Brief) -> Iterator[str]:
    for boundary in brief.boundaries:
        yield f"{boundary.says} ({boundary.why})"
    for rung in brief.rungs:
        yield f"{rung.get_kind_display()}: {_day(rung.at)}"


def _mood(brief: Brief) -> Iterator[str]:
    if brief.is_grave:
        yield _("Somebody may be hurt: read the customer's own words first.")
    labels = brief.labels
    if labels is None:
        return
    abuse = [str(words.ABUSE[labels["abuse"]])] if labels["abuse"] != "none" else []
    threats = [str(words.THREATS[name]) for name in labels["threats"] if name != "self_harm"]
    yield _("the conversation: %(heat)s") % {"heat": heat(brief.temperature)}
    feeling = ", ".join([words.feeling(labels), *abuse, *threats])
    yield _("the last message: %(feeling)s") % {"feeling": feeling}


def _asks(brief: Brief) -> Iterator[str]:
    asked = brief.asked
    if asked is None:
        return
    if asked.requests:
        yield ", ".join(str(words.REQUESTS[name]) for name in asked.requests)
    for heading, values in (
        (_("Sums"), asked.sums),
        (_("Days"), asked.dates),
        (_("They expect it"), asked.deadlines),
        (_("Order"), () if brief.orders or not asked.order else (asked.order,)),
    ):
        if values:
            yield f"{heading}: {', '.join(values)}"


def _missing(brief: Brief) -> Iterator[str]:
    facts = [str(MISSING[question.fact]) for question in brief.asked.questions] if brief.asked else []
    if facts:
        yield ", ".join(facts)


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
