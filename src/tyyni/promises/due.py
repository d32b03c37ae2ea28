"""When something that is promised in words is due.

The conventions, which the labelled replies follow too; every time is local to the customer's calendar:

- A day without an hour is due at 23:59: "today", "by Friday", "12.3.", "w piątek". Office hours end at 17:00 ("by close
  of business Friday", "työpäivän päätteeksi", "do końca dnia roboczego"), a morning at 12:00, an afternoon at 17:00; an
  evening is 23:59.
- An hour is due then: "by 12", "klo 12 mennessä". Of a span ("2–3 päivässä", "between 9 and 12", "Monday or Tuesday")
  the later end counts. An hour alone is the next such hour.
- "Within 48 hours" counts from the minute of sending; "within two days", "in a week", "in a month" to 23:59 of that
  calendar day; "within two working days" to 23:59 of the second working day after the day of sending.
- A weekday is the next one after the day of sending, so the same name is a week off. "Next Tuesday" is the Tuesday of
  the calendar week after this one.
- "This week" ends on Sunday, "next week" on the Sunday after, a month and a year on their last day. Before the weekend
  is Friday. Early in a week is Tuesday, the middle of it Wednesday; early in a month is the 10th, the middle the 15th.
- A date without a year is the next such date. "Before" a day is the day before it.
- "That day" is the day that was named last, and an hour alone belongs to the day named before it in the sentence. "From
  3 pm" is due at 3 pm, "after 3 pm" at the end of the day.
- "Soon", "as soon as possible", "after the holidays" are vague: no due time and no words for it. A time that counts
  from something else ("within 14 days of our receiving the parcel") has words but no due time, as has any time of a
  reply whose sending time is not known.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from tyyni.lexicon.rules import Language
from tyyni.promises.calendars import Calendar, calendar_for, feast
from tyyni.promises.expressions import Expression, Says, find_expressions
from tyyni.text.value import Text

_END_OF_DAY = time(23, 59)
_PARTS = {"morning": time(12), "afternoon": time(17), "office": time(17), "evening": _END_OF_DAY}
_NEAR = 30  # bytes between a day and an hour that belong together
_IN_WEEK = {"early": 1, "middle": 2, "eve": 4}  # days after Monday
_IN_MONTH = {"early": 10, "middle": 15}


@dataclass(frozen=True, slots=True)
class Due:
    """Words that say when, as they stand in the text, and the moment they mean; None where no one can tell."""

    text: str
    start: int
    end: int
    at: datetime | None


def find_due(
    text: str,
    *,
    language: Language,
    sent_at: datetime | None = None,
    timezone: str | None = None,
    country: str | None = None,
) -> Due | None:
    """The first time in ``text`` by which something is due; None without one, or if it is vague."""
    value = Text(text)
    found = timely(find_expressions(value, language))
    if not found:
        return None
    start, end = value.span(found.start, found.end)
    calendar = calendar_for(language, timezone=timezone, country=country)
    at = moment(found.says, calendar.local(sent_at), calendar, language) if sent_at else None
    return Due(text[start:end], start, end, at)


def timely(expressions: Iterable[Expression]) -> Expression | None:
    """The first that says when something will be; a day and an hour named apart are taken together."""
    future = [found for found in expressions if found.says.kind in ("due", "event")]
    if not future:
        return None
    first = future[0]
    for other in future[1:]:
        if _complete(first, other):
            says = replace(first.says, **other.says.parts())
            return Expression(min(first.start, other.start), max(first.end, other.end), says)
    return first


def _complete(one: Expression, other: Expression) -> bool:
    """One names the day and only the other the hour, not far from it."""
    first, second = one.says, other.says
    if (
        max(other.start - one.end, one.start - other.end) > _NEAR
        or first.is_exact
        or second.is_exact
        or first.names_a_day == second.names_a_day
    ):
        return False
    day = first if first.names_a_day else second
    return day.clock is None and day.part is None


def moment(says: Says, sent: datetime, calendar: Calendar, language: Language) -> datetime | None:
    """The moment that is meant; None if it counts from something else, lies in the past or is no date at all."""
    if says.kind != "due":
        return None
    if says.is_exact:
        return _after_exactly(says, sent, calendar)
    try:
        day = _day(says, sent.date(), calendar, language)
    except (ValueError, OverflowError):  # 31 June, the year 9999
        return None
    day, hour = _at(says, day, sent)
    at = datetime.combine(day, hour, calendar.zone)
    if at < sent.replace(second=0, microsecond=0):
        return None
    return max(at, sent)


def _after_exactly(says: Says, sent: datetime, calendar: Calendar) -> datetime:
    minutes = (says.amount or 1) * (60 if says.unit == "hour" else 1)
    # By way of UTC: 48 hours are 48 hours where the clocks change, too.
    return (sent.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(calendar.zone)


def _at(says: Says, day: date | None, sent: datetime) -> tuple[date, time]:
    """Day and hour; without a day, the next time the hour comes round."""
    hour = _hour(says)
    if day is None:
        day = sent.date()
        if datetime.combine(day, hour, sent.tzinfo) < sent:
            day += timedelta(days=1)
    elif says.before and says.clock is None and says.part is None:
        day -= timedelta(days=1)
    return day, hour


def _hour(says: Says) -> time:
    if says.clock is None or says.after:
        return _PARTS.get(says.part or "", _END_OF_DAY) if says.clock is None else _END_OF_DAY
    minutes = says.clock
    if says.part in ("afternoon", "evening") and minutes < 12 * 60:
        minutes += 12 * 60
    return time(minutes // 60, minutes % 60)


def _day(says: Says, today: date, calendar: Calendar, language: Language) -> date | None:
    """The day named, most telling words first."""
    if says.feast:
        return feast(says.feast, language, today)
    if says.iso_week:
        return _iso_week(says, today)
    if says.date:
        day = _dated(says, today)
        return _monday(day, 0) + timedelta(days=6) if says.edge == "week" else day
    if says.weekday:
        return _weekday(says, today)
    if says.unit:
        return _counted(says, today, calendar)
    if says.day is not None:
        return today + timedelta(days=says.day)
    if says.week is not None:
        return _monday(today, says.week) + timedelta(days=_IN_WEEK.get(says.edge or "", 6))
    return _in_month_or_year(says, today)


def _iso_week(says: Says, today: date) -> date:
    """The day named in the week of that number, or its Sunday; without a year, the next one."""
    years = (says.year,) if says.year else (today.year, today.year + 1)
    days = [date.fromisocalendar(year, says.iso_week or 1, says.weekday or 7) for year in years]
    return next((day for day in days if day >= today), days[-1])


def _dated(says: Says, today: date) -> date:
    """A date; without a year, or without a month, the next one there is."""
    if says.year:
        return date(says.year, says.month or today.month, says.date or 1)
    if says.month:
        years = range(today.year, today.year + 9)  # 29 February comes at least every eighth year
        possible = [
            date(year, says.month, says.date or 1) for year in years if _exists(year, says.month, says.date or 1)
        ]
    else:
        months = [_month(today, number) for number in range(says.months or 0, (says.months or 0) + 4)]
        possible = [
            first.replace(day=says.date or 1) for first in months if _exists(first.year, first.month, says.date or 1)
        ]
    return next(day for day in possible if day >= today)


def _exists(year: int, month: int, day: int) -> bool:
    return day <= monthrange(year, month)[1]


def _weekday(says: Says, today: date) -> date:
    day = (says.weekday or 1) - 1
    if says.week is not None:
        return _monday(today, says.week) + timedelta(days=day)
    ahead = (day - today.weekday() - 1) % 7 + 1
    if says.day == 0:
        ahead = 0
    later = int(says.amount or 1) * 7 if says.unit == "week" else 0
    return today + timedelta(days=ahead + later)


def _counted(says: Says, today: date, calendar: Calendar) -> date:
    amount = int(says.amount or 1)
    if says.unit == "workday":
        return calendar.working_day(today, amount)
    if says.unit == "month":
        return add_months(today, amount)
    return today + timedelta(days=amount * (7 if says.unit == "week" else 1))


def add_months(day: date, months: int) -> date:
    """The same date so many months later, or the last day of that month (Reg. 1182/71 art. 3)."""
    first = _month(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def _monday(today: date, weeks: int) -> date:
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def _month(today: date, months: int) -> date:
    """The first of a month, so many months on."""
    number = today.year * 12 + today.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _in_month_or_year(says: Says, today: date) -> date | None:
    if says.years is not None and not says.month:
        return date(today.year + says.years, 12, 31)
    if says.month:
        year = says.year or today.year + (says.years or (1 if says.month < today.month else 0))
        first = date(year, says.month, 1)
    elif says.months is not None:
        first = _month(today, says.months)
    else:
        return None
    return first.replace(day=_IN_MONTH.get(says.edge or "", monthrange(first.year, first.month)[1]))
