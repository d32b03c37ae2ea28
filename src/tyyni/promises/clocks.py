"""Statutory clocks that a customer's message starts. Information, not legal advice.

The rules are data (``clocks.toml``, rows of the law page). Each has three ends: *raw* by the calendar, *legal* moved
off holidays where the rule says so, and *safe*, the last working day not after the raw end; alarms ring on safe.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from tyyni.promises.calendars import Calendar, calendar_for
from tyyni.promises.due import add_months
from tyyni.reading.result import Reading

NOTE = "information, not legal advice"
# fmt: off
_EU = frozenset((
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT",
    "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
))
# fmt: on


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One row of the law page. The day of the message does not count; ``roll`` says whether a holiday moves the end."""

    id: str
    jurisdiction: str  # PL, FI, ES, UK, or EU for every member state
    sector: str  # "general" holds in every trade
    law: str
    period: int
    unit: str  # day, workday, week, month or hour
    roll: bool
    form: str
    effect: str
    source: str
    checked_on: str
    checked_by: str
    enabled: bool
    requests: tuple[str, ...] = ()
    threats: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # regular expressions, looked for in the restated message


@dataclass(frozen=True, slots=True)
class Clock:
    """A running clock: days, or moments where it is counted in hours."""

    rule: str
    started: datetime
    raw: date | datetime
    legal: date | datetime
    safe: date | datetime
    why: tuple[str, ...]
    source: str
    note: str = NOTE

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON; days and moments in ISO 8601."""
        plain = asdict(self)
        ends = {name: plain[name].isoformat() for name in ("started", "raw", "legal", "safe")}
        return plain | ends | {"why": list(self.why)}


def clocks(
    reading: Reading,
    *,
    received_at: datetime,
    country: str,
    sector: str = "general",
    enabled: Collection[str] | None = None,
) -> tuple[Clock, ...]:
    """The clocks that a message starts; ``enabled`` are rule ids, by default those that ship switched on.

    ``country`` is the customer's (ISO 3166); ``received_at`` is the server's arrival time, local if it has no zone.
    """
    calendar = calendar_for("en", country=country)
    started = calendar.local(received_at)
    return tuple(
        _started(rule, started, calendar, why)
        for rule in clock_rules()
        if (rule.enabled if enabled is None else rule.id in enabled)
        and _holds(rule, calendar.country, sector)
        and (why := tuple(_reasons(rule, reading)))
    )


@cache
def clock_rules() -> tuple[ClockRule, ...]:
    """Every rule, in the order of the file."""
    table = tomllib.loads(resources.files("tyyni.promises").joinpath("clocks.toml").read_text("utf-8"))
    return tuple(_rule(table["defaults"] | row) for row in table["clocks"])


def ends(rule: ClockRule, started: datetime, calendar: Calendar) -> tuple[date | datetime, ...]:
    """Raw, legal and safe end of a period that begins with the day, or the minute, of ``started``."""
    if rule.unit == "hour":
        moment = (started.astimezone(UTC) + timedelta(hours=rule.period)).astimezone(calendar.zone)
        return moment, moment, moment
    raw = _raw(rule, started.date(), calendar)
    return raw, calendar.on_or_after(raw) if rule.roll else raw, calendar.on_or_before(raw)


def _raw(rule: ClockRule, day: date, calendar: Calendar) -> date:
    if rule.unit == "workday":
        return calendar.working_day(day, rule.period)
    if rule.unit == "month":
        return add_months(day, rule.period)
    return day + timedelta(days=rule.period * (7 if rule.unit == "week" else 1))


def _started(rule: ClockRule, started: datetime, calendar: Calendar, why: tuple[str, ...]) -> Clock:
    raw, legal, safe = ends(rule, started, calendar)
    return Clock(rule.id, started, raw, legal, safe, why, rule.source)


def _holds(rule: ClockRule, country: str, sector: str) -> bool:
    home = (
        country in _EU
        if rule.jurisdiction == "EU"
        else country == {"UK": "GB"}.get(rule.jurisdiction, rule.jurisdiction)
    )
    return home and rule.sector in ("general", sector)


def _reasons(rule: ClockRule, reading: Reading) -> Iterator[str]:
    """The words that start the clock; a label without words of its own is named."""
    for group, labels in (("request", rule.requests), ("threat", rule.threats)):
        held = reading.requests if group == "request" else reading.threats
        for label in labels:
            if label in held:
                shown = [found.text for found in reading.evidence if found.signal == f"{group}.{label}"]
                yield from shown or [label.replace("_", " ")]
    for word in rule.words:
        if found := re.search(rf"\b(?:{word})", reading.restated, re.IGNORECASE):
            yield found[0]


def _rule(row: dict[str, Any]) -> ClockRule:
    lists = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
    return ClockRule(**(row | lists))
