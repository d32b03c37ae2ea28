"""The next step: safety first, no solution before the matter is acknowledged, no rung skipped."""

import json
from dataclasses import replace

import pytest

from tyyni import Turn, next_step, read, urgency

FURIOUS = "Olen raivoissani! Keitin hajosi kolmannen kerran. Haluan rahat takaisin!"
ABUSIVE = "Senkin vitun idiootti, haista paska, saatanan huora!"
ACKNOWLEDGED = "Ymmärrän, miksi tämä on turhauttavaa. Olen pahoillani, että keitin hajosi."
LIMITS = "Haluan auttaa, ja siihen tarvitsen asiallisen keskustelun."


def step(*turns):
    roles = ("customer", "agent")
    return next_step([Turn(roles[number % 2], text) for number, text in enumerate(turns)])


def test_an_upset_customer_is_acknowledged_before_anything_is_solved():
    assert step(FURIOUS).step == "acknowledge"
    assert step(FURIOUS, ACKNOWLEDGED, FURIOUS).step == "solve"


def test_the_step_says_why_and_what_to_say_in_the_customers_language():
    found = step(FURIOUS)

    assert found.why
    assert read(found.say[0], profile="fast").language == "fi"


def test_safety_comes_before_everything():
    assert step("En jaksa enää elää, tämä on viimeinen viestini.").step == "safety"


def test_the_ladder_begins_with_a_boundary():
    assert step(ABUSIVE).step == "boundary"
    assert step(ABUSIVE, LIMITS, ABUSIVE).step in ("handover", "warn")


def test_temperature_rises_at_once_and_falls_slowly():
    course = step(FURIOUS, "Selvitän.", "Kiitos paljon, tämä auttoi!").temperature

    assert len(course) == 2
    assert course[0] > course[1] > 100 * read("Kiitos paljon, tämä auttoi!", profile="fast").intensity


def test_without_a_customer_there_is_no_step():
    with pytest.raises(ValueError, match="customer"):
        next_step([Turn("agent", "Hei!")])


def test_danger_is_urgent_now():
    assert urgency(read("I will wait for you outside and break your legs.", profile="fast")).level == "now"


def test_a_step_can_be_written_as_json():
    found = step(FURIOUS)

    written = json.loads(json.dumps(found.as_dict()))

    assert written == found.as_dict()
    assert written["why"][0]["text"] in FURIOUS


def test_a_turn_that_was_read_before_is_not_read_again_and_asks_for_the_same_step():
    said = [Turn("customer", "Tilaus 10233 on rikki ja haluan rahani takaisin!"), Turn("agent", "Selvitämme.")]
    read_before = [replace(said[0], reading=read(said[0].text)), said[1]]

    with pytest.MonkeyPatch.context() as patch:
        fresh = next_step(said)
        patch.setattr("tyyni.protocol.conversation.read", None)
        assert next_step(read_before) == fresh
