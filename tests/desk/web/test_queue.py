"""The queue: who needs care first, with the reason in words, in few queries."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.makers import make_conversation
from tyyni_desk.conversations import actions
from tyyni_desk.jobs import worker

FURIOUS = "Kolmas kerta kun kirjoitan! Tämä on aivan käsittämätöntä, olen raivoissani! Rahat takaisin HETI!"
CALM = "Hei, mihin aikaan liikkeenne aukeaa lauantaina? Kiitos jo etukäteen."


def test_a_furious_customer_stands_before_a_calm_one_who_wrote_first(desk):
    make_conversation(CALM, subject="Aukiolo")
    make_conversation(FURIOUS, subject="Keitin")
    worker.run_all()

    page = desk.get("/queue/open").content.decode()

    assert page.index("Keitin") < page.index("Aukiolo")
    assert "has written before" in page


def test_the_boxes_hold_what_their_names_say(desk, agent):
    mine, asleep, answered = (make_conversation(subject=name) for name in ("Omani", "Suljettu", "Vastattu"))
    actions.assign(mine, agent, by=agent)
    actions.close(asleep, by=agent)
    actions.reply(answered, by=agent, text="Hei", seen=None)

    shown = {name: desk.get(f"/queue/{name}/rows").content.decode() for name in ("mine", "closed", "waiting")}

    assert "Omani" in shown["mine"]
    assert "Suljettu" not in shown["mine"]
    assert "Suljettu" in shown["closed"]
    assert "Vastattu" in shown["waiting"]


def test_a_page_learns_what_changed_since_it_was_drawn(desk):
    conversation = make_conversation(CALM)
    now = int(time.time())

    assert desk.get(f"/changed/{now}").json() == {"numbers": [conversation.number]}
    assert desk.get(f"/changed/{now + 10**15}").json() == {"numbers": [conversation.number]}
    conversation.events.update(at=timezone.now() - timedelta(minutes=1))
    assert desk.get(f"/changed/{now}").json() == {"numbers": []}


def test_an_unknown_box_is_not_found(desk):
    assert desk.get("/queue/nonsense").status_code == 404


def test_the_queue_costs_the_same_number_of_queries_for_any_number_of_rows(desk, django_assert_max_num_queries):
    for number in range(45):
        make_conversation(subject=f"Aihe {number}")

    with django_assert_max_num_queries(9):
        page = desk.get("/queue/open").content.decode()

    assert page.count('class="row ') == 40
    assert "?page=2" in page


@pytest.mark.parametrize("language", ["fi", "pl", "en"])
def test_the_page_speaks_the_agents_language(desk, agent, language):
    agent.interface = language
    agent.save()

    assert f'<html lang="{language}">' in desk.get("/queue/open").content.decode()
