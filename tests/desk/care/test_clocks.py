"""Statutory clocks: started by what a message asks, stopped by an answer that takes a position."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.care.clocks import actions, queries
from tyyni_desk.care.clocks.models import Clock
from tyyni_desk.conversations import actions as talks
from tyyni_desk.conversations.listening import Refused
from tyyni_desk.conversations.merges import merging
from tyyni_desk.jobs import worker
from tyyni_desk.people.models import AuditEntry, Identity

COMPLAINT = "Ekspres zepsuł się po tygodniu. Składam reklamację i żądam zwrotu pieniędzy!"
ANSWER = "Dzień dobry, uznajemy reklamację i zwrócimy 89 zł do piątku."
HOLDING = "Dzień dobry, sprawdzamy zgłoszenie i wrócimy z odpowiedzią w przyszłym tygodniu."
QUESTION = "Dzień dobry, proszę podać numer zamówienia."


@pytest.fixture
def marek(db):
    return make_agent(name="Marek Nowak")


def complaint(text=COMPLAINT, **fields):
    conversation = make_conversation(text, language=fields.pop("language", "pl"), **fields)
    worker.run_all()
    conversation.refresh_from_db()
    return conversation


def test_a_polish_complaint_has_fourteen_days_and_a_safe_day_before_the_holidays(db):
    thursday = datetime(2026, 12, 10, 12, tzinfo=ZoneInfo("Europe/Warsaw"))

    clock = queries.running(complaint(at=thursday)).get(rule="PL-REK-14")

    assert (clock.legal, clock.safe) == (date(2026, 12, 28), date(2026, 12, 23))
    assert clock.why


@pytest.mark.parametrize("channel", ["email", "chat", "review", "phone_note"])
def test_every_channel_starts_it(db, channel):
    assert queries.running(complaint(channel=channel)).filter(rule="PL-REK-14").exists()


def test_somebody_who_never_wrote_before_has_their_days_too(db):
    conversation = complaint(language="")

    assert conversation.language == "pl", "the reading told the language"
    assert queries.running(conversation).filter(rule="PL-REK-14").exists()


@pytest.mark.parametrize("text", ["Dziękuję, wszystko dotarło!", "Gdzie jest moja paczka?"])
def test_what_asks_for_nothing_of_the_law_starts_none(db, text):
    assert not queries.running(complaint(text)).exists()


def test_a_letter_of_an_archive_starts_none(db):
    assert not queries.running(complaint(at=timezone.now() - timedelta(days=90))).exists()


def test_the_customers_country_goes_before_their_language(db):
    customer = make_customer()
    customer.identities.create(kind=Identity.Kind.PHONE, value="+353851234567")
    text = "I withdraw from the contract under the 14 day right and want my money back."

    assert queries.running(complaint(text, customer=customer, language="en")).filter(rule="EU-CRD-14").exists()
    assert not queries.running(complaint(text, language="en")).exists()


def test_asking_again_starts_no_second_clock(db):
    conversation = complaint()

    talks.receive(conversation, text=COMPLAINT)
    worker.run_all()

    assert Clock.objects.filter(rule="PL-REK-14").count() == 1


@pytest.mark.parametrize(("text", "stops"), [(ANSWER, True), (HOLDING, False), (QUESTION, False)])
def test_only_an_answer_that_takes_a_position_stops_it(marek, text, stops):
    conversation = complaint()

    talks.reply(conversation, by=marek, text=text, seen=None)

    assert queries.running(conversation).exists() is not stops


def test_an_answer_that_was_quicker_than_the_reading_stops_it_too(marek):
    conversation = make_conversation(COMPLAINT, language="pl")
    talks.reply(conversation, by=marek, text=ANSWER, seen=None)

    worker.run_all()

    assert Clock.objects.get(rule="PL-REK-14").answered_by


def test_an_answer_called_back_or_not_delivered_lets_it_run_on(marek):
    conversation = complaint()
    for undo in (lambda sent: talks.unsend(sent, by=marek), lambda sent: talks.not_delivered(sent, reason="550")):
        sent = talks.reply(conversation, by=marek, text=ANSWER, seen=None)
        assert not queries.running(conversation).exists()

        undo(sent)

        assert queries.running(conversation).get().ring_at


def test_closing_is_refused_until_there_is_an_answer(marek):
    conversation = complaint()
    talks.reply(conversation, by=marek, text=HOLDING, seen=None)

    with pytest.raises(Refused):
        talks.close(conversation, by=marek)
    with pytest.raises(Refused):
        talks.reply(conversation, by=marek, text=QUESTION, seen=None, closes=True)

    conversation.refresh_from_db()
    assert not conversation.is_closed
    assert conversation.messages.count() == 2
    talks.reply(conversation, by=marek, text=ANSWER, seen=None, closes=True)


def test_merging_it_away_is_refused_and_merging_into_it_is_not(marek):
    conversation = complaint()
    other = make_conversation("Hei", customer=conversation.customer)

    with pytest.raises(Refused):
        merging.merge(conversation, into=other, by=marek)
    merging.merge(other, into=conversation, by=marek)

    assert queries.running(conversation).exists()


def test_a_person_may_say_that_it_is_answered_or_why_no_answer_is_needed(marek):
    first, second = complaint(), complaint()
    clock = queries.running(first).get()
    with pytest.raises(actions.NotAnswered):
        actions.mark_answered(clock, by=marek)
    talks.reply(first, by=marek, text=QUESTION, seen=None)

    actions.mark_answered(clock, by=marek)
    actions.settle(queries.running(second).get(), by=marek, why="Odpowiedź wysłana listem.")

    assert Clock.objects.filter(answered_by=None, settled_at=None).count() == 0
    assert second.events.get(kind="clock_settled").detail["why"] == "Odpowiedź wysłana listem."


def test_the_bell_wakes_what_sleeps_and_rings_each_time_once(marek):
    conversation = complaint()
    talks.reply(conversation, by=marek, text=HOLDING, seen=None)
    clock = queries.running(conversation).get()
    first = clock.ring_at

    actions.ring(clock, now=first)
    actions.ring(clock, now=first)

    conversation.refresh_from_db()
    assert conversation.state == "open"
    assert conversation.events.filter(kind="clock_rang").count() == 1
    assert Clock.objects.get().ring_at > first


def test_a_clock_near_its_end_stands_before_everything_but_danger(db):
    old = complaint(at=timezone.now() - timedelta(days=13))
    new = complaint()

    assert old.signals["clock"]
    assert new.care_at - old.care_at > timedelta(days=17)


def test_a_rule_switched_off_starts_nothing_and_one_shipped_off_needs_a_lawyer(db):
    admin = make_agent("admin")
    actions.switch("PL-REK-14", on=False, checked_by="", by=admin)
    assert not queries.running(complaint()).exists()

    with pytest.raises(actions.NotChecked):
        actions.switch("FI-VASTAUS", on=True, checked_by=" ", by=admin)
    actions.switch("FI-VASTAUS", on=True, checked_by="Maija Laki", by=admin)

    assert {rule.data.id for rule in queries.rules() if rule.is_on} >= {"FI-VASTAUS", "EU-GDPR-1M"}
    assert AuditEntry.objects.filter(action="clock_rule_switched_on", by=admin).count() == 1
