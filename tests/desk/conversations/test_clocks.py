"""Response clocks: working hours, nights, weekends, holidays and summer time (S4.7)."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk.makers import make_conversation
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.clocks import after
from tyyni_desk.conversations.models import ResponseTarget

HELSINKI = ZoneInfo("Europe/Helsinki")


def target(**fields):
    times = {"opens": time(9), "closes": time(17), "first_minutes": 240, "next_minutes": 480}
    return ResponseTarget(channel="email", **{**times, **fields})


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-27T10:00", 60, "2026-11-27T11:00"),
        ("2026-11-27T16:30", 60, "2026-11-30T09:30"),  # over a weekend
        ("2026-11-28T12:00", 60, "2026-11-30T10:00"),  # written on a Saturday
        ("2026-11-26T07:00", 60, "2026-11-26T10:00"),  # before opening
        ("2026-12-04T16:00", 120, "2026-12-07T10:00"),  # Independence Day falls on the Sunday
        ("2026-12-23T16:00", 120, "2026-12-28T10:00"),  # Christmas Eve to Boxing Day, then a weekend
        ("2026-10-23T16:00", 120, "2026-10-26T10:00"),  # summer time ends in between
        ("2026-11-26T09:00", 480, "2026-11-26T17:00"),  # a whole day ends with it
    ],
)
def test_only_working_hours_count(start, minutes, due):
    assert after(local(start), minutes, target()) == local(due)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), st.integers(1, 5000))
def test_an_answer_is_always_due_while_somebody_works(start, minutes):
    due = after(start.replace(tzinfo=HELSINKI), minutes, target())

    assert due > start.replace(tzinfo=HELSINKI)
    assert due.weekday() < 5
    assert time(9) <= due.time() <= time(17)


def test_a_day_that_closes_before_it_opens_is_refused():
    with pytest.raises(ValueError, match="opens before"):
        after(local("2026-11-27T10:00"), 60, target(opens=time(17), closes=time(9)))


@pytest.mark.django_db
def test_the_first_and_the_next_answer_have_their_own_clock(agent):
    target(opens=time(0), closes=time(23, 59), first_minutes=30, next_minutes=90).save()
    conversation = make_conversation(at=local("2026-11-25T10:00"))
    assert conversation.answer_due_at == local("2026-11-25T10:30")

    actions.reply(conversation, by=agent, text="Hei", seen=None, at=local("2026-11-25T10:10"))
    actions.receive(conversation, text="Kiitos, entä lasku?", at=local("2026-11-25T12:00"))

    conversation.refresh_from_db()
    assert conversation.answer_due_at == local("2026-11-25T13:30")
