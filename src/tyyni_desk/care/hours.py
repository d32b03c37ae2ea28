"""Business hours: when the last working moment before something is due comes, and when to be reminded of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tyyni.promises.calendars import Calendar
from tyyni_desk.care.countries import calendar_of
from tyyni_desk.conversations.models import Conversation, ResponseTarget

_DAY = (time(8), time(17))
_MIDNIGHT = time(23, 59)  # the engine's end of a day that was named without an hour
_BEFORE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Hours:
    """The working days of the customer's country, and the hours of the conversation's channel."""

    calendar: Calendar
    opens: time
    closes: time

    def opening(self, day: date) -> datetime:
        return datetime.combine(day, self.opens, self.calendar.zone)

    def closing(self, day: date) -> datetime:
        return datetime.combine(day, self.closes, self.calendar.zone)

    def last_working(self, moment: datetime) -> datetime:
        """``moment``, or the closing before it when nobody works then."""
        local = self.calendar.local(moment)
        day = self.calendar.on_or_before(local.date())
        if day == local.date() and local < self.opening(day):
            day = self.calendar.working_day(day, -1)
        return min(local, self.closing(day))

    def earlier(self, moment: datetime, span: timedelta) -> datetime:
        """``span`` of working time before ``moment``."""
        at = self.last_working(moment)
        while (since := at - self.opening(at.date())) < span:
            span -= since
            at = self.closing(self.calendar.working_day(at.date(), -1))
        return at - span

    def by_closing(self, due: datetime, *, after: datetime) -> datetime:
        """A day without an hour ends when work does, if that is still to come."""
        local = self.calendar.local(due)
        closing = self.closing(local.date())
        is_whole_day = local.time() == _MIDNIGHT and self.calendar.is_working(local.date())
        return closing if is_whole_day and closing > after else due

    def after_days(self, moment: datetime, days: int) -> datetime:
        """The closing of the first working day that is ``days`` or more after ``moment``."""
        day = self.calendar.local(moment).date() + timedelta(days=days)
        return self.closing(self.calendar.on_or_after(day))


def hours_of(conversation: Conversation) -> Hours:
    target = ResponseTarget.objects.filter(channel=conversation.channel).first()
    opens, closes = (target.opens, target.closes) if target else _DAY
    return Hours(calendar_of(conversation), opens, closes)


def reminder(hours: Hours, *, due: datetime, update: datetime | None, after: datetime) -> datetime | None:
    """The next moment to remind at: the morning of the last working day, two working hours before, or an update's."""
    last = hours.last_working(due)
    moments = [hours.opening(last.date()), hours.earlier(due, _BEFORE)]
    if update:
        moments.append(hours.opening(hours.calendar.local(update).date()))
    return min((moment for moment in moments if moment > after), default=None)
