"""Response clocks: by when a channel's next answer is due, in working hours and over holidays (S4.7)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tyyni.promises.calendars import Calendar
from tyyni_desk.conversations.models import Conversation, ResponseTarget


def due(conversation: Conversation) -> datetime | None:
    """When the waiting customer must have an answer; None where nobody waits or the channel has no target."""
    target = ResponseTarget.objects.filter(channel=conversation.channel).first()
    if target is None or conversation.waiting_since is None:
        return None
    minutes = target.next_minutes if conversation.first_answer_at else target.first_minutes
    return after(conversation.waiting_since, minutes, target)


def after(start: datetime, minutes: int, target: ResponseTarget) -> datetime:
    """``minutes`` of the target's working hours after ``start``."""
    calendar = Calendar(target.country.upper(), ZoneInfo(target.time_zone))
    opens, closes = _time(target.opens), _time(target.closes)
    if opens >= closes:
        raise ValueError("a working day opens before it closes")
    moment, left = calendar.local(start), timedelta(minutes=minutes)
    while True:
        opening, closing = _hours(calendar, moment.date(), opens, closes)
        moment = max(moment, opening)
        if calendar.is_working(moment.date()) and moment < closing:
            if moment + left <= closing:
                return moment + left
            left -= closing - moment
        moment = _midnight(calendar, moment.date() + timedelta(days=1))


def _hours(calendar: Calendar, day: date, opens: time, closes: time) -> tuple[datetime, datetime]:
    return (
        datetime.combine(day, opens, tzinfo=calendar.zone),
        datetime.combine(day, closes, tzinfo=calendar.zone),
    )


def _midnight(calendar: Calendar, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=calendar.zone)


def _time(value: time | str) -> time:
    return time.fromisoformat(value) if isinstance(value, str) else value
