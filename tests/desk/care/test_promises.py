"""What an answer promises: written down, confirmed, kept, moved, broken."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.care.hours import hours_of, reminder
from tyyni_desk.care.promises import actions, queries, telling
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.conversations import actions as talks
from tyyni_desk.conversations.merges import merging

SAID = {
    "fi": "Hei, palautamme 89 euroa 14.12.2099 mennessä.",
    "pl": "Dzień dobry, zwrócimy 89 zł do 14.12.2099.",
    "en": "Hello, we will refund you 89 euros by 14 December 2099.",
}


@pytest.fixture
def aino(db):
    return make_agent(name="Aino Lahti")


def promised(aino, *, language="fi", text=None, at=None):
    """A conversation in which ``aino`` has promised something, and the promise."""
    conversation = make_conversation("Hei", language=language, at=at)
    talks.reply(conversation, by=aino, text=text or SAID[language], seen=None, at=at)
    return conversation, Promise.objects.get(message__conversation=conversation)


def new_time(promise):
    """The draft for telling the customer a new time."""
    return dict(telling.drafts(promise.message.conversation))[promise]


@pytest.mark.parametrize("language", SAID)
def test_a_sent_promise_is_its_authors_and_due_when_it_says(aino, language):
    conversation, promise = promised(aino, language=language)

    assert promise.owner == aino
    assert promise.words in SAID[language]
    zone = hours_of(conversation).calendar.zone
    assert promise.due_at.astimezone(zone).date().isoformat() == "2099-12-14"
    assert conversation.events.filter(kind="promised", by=aino).exists()


@pytest.mark.parametrize("text", ["Kiitos viestistä, mikä on tilausnumeronne?", "En voi luvata aikaa."])
def test_an_answer_without_a_promise_writes_nothing_down(aino, text):
    talks.reply(make_conversation("Hei", language="fi"), by=aino, text=text, seen=None)

    assert not Promise.objects.exists()


def test_what_names_no_time_is_due_two_days_later_in_business_hours(aino):
    friday = datetime(2026, 11, 27, 10, tzinfo=ZoneInfo("Europe/Helsinki"))

    _, promise = promised(aino, text="Lähetän teille uuden keittimen.", at=friday)

    assert promise.due_at == datetime(2026, 11, 30, 17, tzinfo=friday.tzinfo)


def test_an_answer_called_back_takes_its_promises_with_it(aino):
    conversation, promise = promised(aino)

    talks.unsend(promise.message, by=aino)

    assert not Promise.objects.exists()
    conversation.refresh_from_db()
    assert "promises" not in conversation.signals


def test_a_merge_brings_the_promise_along(aino):
    conversation, promise = promised(aino)
    other = make_conversation("Hei", customer=conversation.customer)

    merging.merge(conversation, into=other, by=aino)

    assert list(queries.owed(other)) == [promise]


def test_a_promise_is_kept_once(aino):
    conversation, promise = promised(aino)

    actions.keep(promise, by=aino)

    promise.refresh_from_db()
    assert (promise.state, promise.remind_at) == ("kept", None)
    assert conversation.events.filter(kind="promise_kept").exists()
    with pytest.raises(actions.NotOwed):
        actions.keep(promise, by=aino)


@pytest.mark.parametrize("language", SAID)
def test_the_draft_for_telling_moves_the_promise_when_it_is_sent_in_time(aino, language):
    conversation, promise = promised(aino, language=language)

    talks.reply(conversation, by=aino, text=new_time(promise), seen=None)

    promise.refresh_from_db()
    assert promise.state == "moved"
    (new,) = queries.owed(conversation)
    assert timezone.now() < new.due_at < timezone.now() + timedelta(days=8)


def test_calling_back_the_answer_that_told_makes_it_owed_again(aino):
    conversation, promise = promised(aino)
    told = talks.reply(conversation, by=aino, text=new_time(promise), seen=None)

    talks.unsend(told, by=aino)

    promise.refresh_from_db()
    assert promise.state == "open"
    assert promise.remind_at
    assert list(queries.owed(conversation)) == [promise]


def test_telling_after_the_time_does_not_mend_a_broken_promise(aino):
    conversation, promise = promised(aino, at=timezone.now() - timedelta(days=9), text="Palautan rahat huomenna.")
    actions.break_late(promise, now=timezone.now())

    talks.reply(conversation, by=aino, text=new_time(promise), seen=None)

    promise.refresh_from_db()
    assert promise.state == "broken"
    assert [row.state for row in queries.owed(conversation)] == ["open"]


def test_a_broken_promise_stands_at_the_head_of_the_queue_until_it_is_made_good(aino):
    conversation, promise = promised(aino, at=timezone.now() - timedelta(days=9), text="Palautan rahat huomenna.")
    newer = make_conversation("Hei taas")
    actions.break_late(promise, now=timezone.now())

    conversation.refresh_from_db()
    assert conversation.state == "open"
    assert conversation.signals["promises"]["broken"] == 1
    assert conversation.care_at < newer.care_at - timedelta(days=3)

    actions.keep(promise, by=aino)

    conversation.refresh_from_db()
    promise.refresh_from_db()
    assert (promise.state, promise.is_owed) == ("broken", False)
    assert "promises" not in conversation.signals


def test_an_update_is_due_a_rhythm_after_the_last_answer(aino):
    conversation, promise = promised(aino)
    actions.confirm(promise, by=aino, owner=aino, due_at=promise.due_at, every_days=3)
    first = Promise.objects.get().update_due_at
    later = first + timedelta(hours=1)

    talks.reply(conversation, by=aino, text="Asia etenee.", seen=None, at=later)

    zone = hours_of(conversation).calendar.zone
    assert first.astimezone(zone).hour == 17
    assert Promise.objects.get().update_due_at >= first + timedelta(days=3)


def test_reminders_come_on_the_morning_of_the_day_and_two_working_hours_before(aino):
    hours = hours_of(make_conversation("Hei", language="fi"))
    zone = hours.calendar.zone
    due = datetime(2026, 12, 7, 9, tzinfo=zone)  # a Monday, and Sunday was Independence Day
    friday = datetime(2026, 12, 4, 12, tzinfo=zone)

    first = reminder(hours, due=due, update=None, after=friday)
    second = reminder(hours, due=due, update=None, after=first)

    assert first == datetime(2026, 12, 4, 16, tzinfo=zone)  # one hour on Friday and one on Monday
    assert second == datetime(2026, 12, 7, 8, tzinfo=zone)
    assert reminder(hours, due=due, update=None, after=second) is None


def test_what_is_due_on_a_holiday_is_reminded_of_on_the_working_day_before(aino):
    hours = hours_of(make_conversation("Hei", language="fi"))
    zone = hours.calendar.zone
    christmas = datetime(2026, 12, 25, 23, 59, tzinfo=zone)

    at = reminder(hours, due=christmas, update=None, after=datetime(2026, 12, 20, tzinfo=zone))

    assert at == datetime(2026, 12, 23, 8, tzinfo=zone)


def test_a_reminder_wakes_the_conversation_and_its_owner_watches(aino):
    conversation, promise = promised(aino)
    marek = make_agent(name="Marek Nowak")
    actions.confirm(promise, by=aino, owner=marek, due_at=promise.due_at)
    conversation.refresh_from_db()
    assert conversation.state == "waiting"
    promise.refresh_from_db()

    actions.remind(promise, now=promise.remind_at)

    conversation.refresh_from_db()
    assert conversation.state == "open"
    assert marek in conversation.watchers.all()
    assert conversation.events.filter(kind="promise_reminded").exists()


def test_the_kept_rate_is_of_the_company_or_a_team(aino):
    for state in ("kept", "moved", "broken", "broken"):
        _, promise = promised(aino)
        Promise.objects.filter(pk=promise.pk).update(state=state, ended_at=timezone.now())

    rate = queries.rate("mine", agent=make_agent())

    assert (rate.kept, rate.moved, rate.broken, rate.percent) == (1, 1, 2, 25)
    assert queries.rate("team", agent=make_agent()).all == 0


@pytest.mark.parametrize(
    ("sent", "text", "due"),
    [
        ("2026-11-26T10:00", "Palautamme rahat perjantaihin mennessä.", "2026-11-27T17:00"),
        ("2026-11-27T18:00", "Palautamme rahat vielä tänään.", "2026-11-27T23:59"),
        ("2026-11-26T10:00", "Palautamme rahat lauantaihin mennessä.", "2026-11-28T23:59"),
        ("2026-11-26T10:00", "Soitan teille perjantaina klo 18.", "2026-11-27T18:00"),
    ],
)
def test_a_day_without_an_hour_ends_with_the_working_day(aino, sent, text, due):
    zone = ZoneInfo("Europe/Helsinki")

    _, promise = promised(aino, text=text, at=datetime.fromisoformat(sent).replace(tzinfo=zone))

    assert promise.due_at == datetime.fromisoformat(due).replace(tzinfo=zone)
