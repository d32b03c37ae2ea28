"""The review as a whole: verdicts, strengths, promises, and what a keystroke costs."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tyyni import read, review
from tyyni.review import lines
from tyyni.review.reviewer import shown_by_sentence

SENT = {"sent_at": datetime(2026, 3, 10, 9, 30), "timezone": "Europe/Helsinki"}


@pytest.mark.parametrize(
    ("language", "reply", "due"),
    [
        ("fi", "Katson asian ja soitan teille huomenna klo 12 mennessä.", "2026-03-11T12:00:00+02:00"),
        ("pl", "Sprawdzę to i oddzwonię do Pani jutro do godziny 12.", "2026-03-11T12:00:00+02:00"),
        ("en", "I will look into it and call you by noon tomorrow.", "2026-03-11T12:00:00+02:00"),
    ],
)
def test_a_promise_stands_with_its_due_time(language, reply, due):
    found = review(reply, language=language, **SENT)

    assert due in [promise.due.isoformat() for promise in found.promises if promise.due]
    assert "next_step_time" in found.strengths


@pytest.mark.parametrize(
    "reply",
    ["Hello.\n\n- We will call you tomorrow.\n- Thanks.", "Hello.\n\nWe will call you\ntomorrow by noon.\n"],
    ids=["a bullet", "a broken line"],
)
def test_a_promise_is_seen_behind_a_bullet_and_over_a_broken_line(reply):
    (promise,) = review(reply, language="en", **SENT).promises

    assert promise.text.startswith("We will call you")


@pytest.mark.parametrize(
    "reply",
    [
        "Poista arvostelusi, niin saat kahdenkympin lahjakortin.",
        "Proszę usunąć opinię, a dostanie Pani bon na 50 zł.",
        "Delete your review and we will refund you twenty pounds.",
    ],
)
def test_paying_for_silence_is_held(reply):
    found = review(reply, channel="review")

    assert found.verdict == "hold"
    assert "F_REVDEL" in {fault.code for fault in found.faults}


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ("En jaksa enää elää. Tämä lasku oli viimeinen pisara.", "Laskun eräpäivä on 12.3. Viite on laskulla."),
        ("Nie chcę już żyć, ta faktura to był koniec.", "Termin płatności to 12 marca. Numer konta jest na fakturze."),
        ("I want to kill myself, this bill was the end of it.", "The bill is due on 12 March. The reference is on it."),
    ],
)
def test_a_cold_answer_to_a_person_in_danger_is_held(message, reply):
    assert review(reply, message=message).verdict == "hold"


def test_a_reply_sent_before_is_canned():
    before = "Hello Ann, thank you for your patience while our team looks at order 4411 for you this week."
    again = "Hello Bob, thank you for your patience while our team looks at order 9127 for you this week."

    codes = {fault.code for fault in review(again, earlier=[before]).faults}

    assert "F_CANNED" in codes


def test_a_reading_made_before_serves_as_well_as_the_message():
    message = "Third broken lamp in a row! I am furious."
    reply = "The lamp is in stock."

    assert review(reply, message=message) == review(reply, message=message, reading=read(message))


def test_a_keystroke_costs_only_the_sentence_it_changes():
    draft = "I am sorry that the lamp came broken. A new one leaves tomorrow. You get the number by nine."
    review(draft)
    before = lines._line.cache_info().misses

    review(draft[:-1] + " sharp.")

    assert lines._line.cache_info().misses - before == 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["fi", "pl", "en", None]))
def test_any_text_is_reviewed_and_every_span_lies_inside(reply, language):
    found = review(reply, language=language, profile="fast")

    for item in (*found.faults, *found.hints):
        if item.start is not None:
            assert reply[item.start : item.end] == item.text
    assert found == review(reply, language=language, profile="fast")


def test_the_fast_profile_needs_no_encoder_and_finds_the_plainest():
    assert "F_CALM" in {fault.code for fault in review("Calm down, please.", profile="fast").faults}


@pytest.mark.parametrize("language", ["en", None])
def test_the_strengths_of_each_sentence_stand_with_its_place(language):
    reply = "I am sorry that the kettle broke. I will call you by noon tomorrow."

    found = list(shown_by_sentence(reply, language=language, channel="email", profile="full"))

    assert [reply[start:end] for (start, end), _strengths in found] == [
        "I am sorry that the kettle broke.",
        "I will call you by noon tomorrow.",
    ]
    assert "apology_specific" in found[0][1]
    assert "next_step_time" in found[1][1]
