"""An agent disagrees with a reading: the page, the queue and the next step follow, and no later reading undoes it."""

import pytest

from tests.desk.makers import make_conversation
from tyyni_desk.care import actions as care
from tyyni_desk.care import queries
from tyyni_desk.care.corrections import actions
from tyyni_desk.care.models import Correction
from tyyni_desk.jobs import worker

FURIOUS = "Kolmas kerta kun kirjoitan! Keitin hajosi taas, tilaus 10233. Haluan rahat takaisin, olette idiootteja!"


@pytest.fixture
def message(db):
    conversation = make_conversation(FURIOUS)
    worker.run_all()
    return conversation.messages.get()


def labels(message):
    message.refresh_from_db()
    return type(message.reading).objects.get(message=message).labels


def test_a_corrected_feeling_cools_the_conversation_and_moves_it_down_the_queue(message, agent):
    message.conversation.refresh_from_db()
    before = message.conversation

    actions.correct(message, name="emotion", value="neutral", by=agent)

    after = type(before).objects.get(pk=before.pk)
    assert (after.temperature, after.signals["emotion"]) == (0, "neutral")
    assert before.temperature > 30
    assert after.care_at > before.care_at


def test_a_label_taken_away_takes_its_words_along(message, agent):
    actions.correct(message, name="request.refund", value="no", by=agent)

    assert "refund" not in labels(message)["requests"]
    assert not [item for item in labels(message)["evidence"] if item["signal"] == "request.refund"]


def test_another_reading_of_the_message_keeps_the_correction(message, agent):
    actions.correct(message, name="abuse", value="severe", by=agent)
    actions.correct(message, name="threat.legal", value="yes", by=agent)

    care.read(message)

    assert labels(message)["abuse"] == "severe"
    assert "legal" in labels(message)["threats"]
    assert message.conversation.events.filter(kind="corrected").count() == 2


def test_saying_what_the_engine_said_takes_the_correction_back(message, agent):
    as_read = labels(message)

    actions.correct(message, name="kind", value="prank", by=agent)
    actions.correct(message, name="kind", value=as_read["kind"], by=agent)

    assert labels(message) == as_read
    assert not Correction.objects.exists()


def test_the_next_step_follows_what_the_agent_says(message, agent):
    first = queries.step(message.conversation).step

    actions.correct(message, name="emotion", value="gratitude", by=agent)
    actions.correct(message, name="kind", value="praise", by=agent)
    actions.correct(message, name="threat.self_harm", value="yes", by=agent)

    assert queries.step(message.conversation).step == "safety" != first


@pytest.mark.parametrize(
    ("name", "value"), [("emotion", "furious"), ("colour", "red"), ("order", "10234"), ("kind", "")]
)
def test_what_no_label_can_say_is_refused(message, agent, name, value):
    with pytest.raises(actions.UnknownLabel):
        actions.correct(message, name=name, value=value, by=agent)

    assert not Correction.objects.exists()


def test_the_menu_offers_the_alternatives_and_one_press_sets_one(desk, message):
    menu = desk.get(f"/messages/{message.pk}/labels/kind").content.decode()

    answer = desk.post(f"/messages/{message.pk}/labels/kind", {"value": "harassment"}).content.decode()

    assert 'hx-vals=\'{"value": "harassment"}\'' in menu
    assert "no matter behind it" in answer
    assert "Set by an agent." in desk.get(f"/messages/{message.pk}/labels/kind").content.decode()
    assert desk.post(f"/messages/{message.pk}/labels/kind", {"value": "x"}).status_code == 400


def test_what_was_not_read_can_be_added(desk, message):
    menu = desk.get(f"/messages/{message.pk}/labels/more").content.decode()

    desk.post(f"/messages/{message.pk}/labels/threat.churn", {"value": "yes"})

    assert "means to leave" in menu
    assert "wants the money back" not in menu
    assert "churn" in labels(message)["threats"]


def test_a_danger_that_an_agent_sees_is_told_to_everybody(message, agent):
    actions.correct(message, name="threat.violence", value="yes", by=agent)

    assert message.conversation.incidents.filter(kind="violence").exists()


def test_a_claim_that_an_agent_sees_starts_the_laws_clock(message, agent):
    message.conversation.customer.identities.create(kind="phone", value="+48600100200")
    before = set(message.clocks.values_list("rule", flat=True))

    actions.correct(message, name="request.data_access", value="yes", by=agent)

    assert set(message.clocks.values_list("rule", flat=True)) - before
