"""What agents meet is counted, not how they feel; seen by themselves, by leads of many; and they are looked after."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

import tyyni_desk
from tests.desk.care.talks import ABUSE, CALM, make_talk, say
from tests.desk.makers import make_agent, make_colleague
from tyyni_desk.care.exposure import queries
from tyyni_desk.care.exposure.models import Aftercare, Exposure
from tyyni_desk.conversations import actions as core
from tyyni_desk.people.models import Agent, Team

SOURCE = Path(tyyni_desk.__file__).parent


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_severe_message_is_counted_once_for_whoever_gets_it(agent, language):
    talk = make_talk(ABUSE[language], assignee=agent)
    core.reply(talk, by=agent, text="Hei", seen=None)

    assert queries.met_by(agent) == queries.Met(severe=1, mild=0)
    assert Aftercare.objects.get().agent == agent


def test_whoever_is_given_it_later_has_met_it_too(agent):
    talk, colleague = make_talk(ABUSE["pl"]), make_agent()
    assert not Exposure.objects.exists()

    core.assign(talk, colleague, by=agent)

    assert queries.met_by(colleague).severe == 1
    assert queries.met_by(agent).severe == 0


def test_a_calm_message_counts_for_nothing_and_offers_nothing(desk, agent):
    make_talk(CALM["fi"], assignee=agent)

    assert not Exposure.objects.exists()
    assert "What would help now?" not in desk.get("/banners").content.decode()


def test_after_a_severe_message_a_break_is_offered_once(desk, agent):
    talk = make_talk(ABUSE["en"], assignee=agent)
    say(talk, ABUSE["en"])
    assert desk.get("/banners").content.decode().count("What would help now?") == 1

    desk.post("/me/rest", {"choice": "break"})

    agent.refresh_from_db()
    assert not agent.on_duty
    assert "What would help now?" not in desk.get("/banners").content.decode()


def test_a_swap_gives_it_to_a_fresh_colleague_or_back_to_the_queue(desk, agent):
    talk = make_talk(ABUSE["en"], assignee=agent)
    colleague = make_colleague()

    desk.post("/me/rest", {"choice": "swap"})

    talk.refresh_from_db()
    assert talk.assignee == colleague


def test_a_lead_is_asked_by_name_and_without_a_count(agent, signed_in):
    lead = signed_in("lead")
    talk = make_talk(ABUSE["en"], assignee=agent)
    say(talk, ABUSE["en"])

    shown = lead.get("/banners").content.decode()
    assert f"speak with {agent.name}" in shown
    lead.post(f"/team-care/{Aftercare.objects.get().pk}/talk")
    assert "After a hard message" not in lead.get("/banners").content.decode()


def test_a_lead_sees_figures_of_five_people_and_more_only(agent, signed_in):
    lead = signed_in("lead")
    make_talk(ABUSE["en"], assignee=agent)
    assert queries.met_by_teams() == []
    assert "never of one" in lead.get("/team-care").content.decode()

    for _number in range(3):
        make_agent()

    assert queries.met_by_teams() == [queries.Met(severe=1, mild=0)]


def test_nobody_is_told_apart_by_a_difference_of_two_figures(agent):
    team = Team.objects.create(name="Palautukset")
    members = [make_agent() for _number in range(5)]
    team.agents.set(members)

    assert [met.team for met in queries.met_by_teams()] == ["Palautukset"]


def test_what_somebody_met_is_on_their_own_page_only(desk, agent, client):
    make_talk(ABUSE["en"], assignee=agent)

    assert "<dt>1</dt><dd>severe</dd>" in desk.get("/me/met").content.decode()


OF_A_REVIEW = re.compile(r"review(?!_on$|_days$)|verdict|fault|strength|tone\b|mood")


def test_no_table_joins_a_drafts_review_to_a_persons_record():
    # An import's faults are those of a file of orders.
    ours = [model for model in apps.get_models() if model.__module__.startswith("tyyni_desk.")]
    tables = [model for model in ours if model.__name__ != "OrderImport"]
    telling = [
        f"{model.__name__}.{field.name}"
        for model in tables
        for field in model._meta.get_fields()
        if OF_A_REVIEW.search(field.name)
    ]

    assert len(tables) > 20
    assert not telling


def test_nothing_reads_an_agents_own_words():
    calls = [
        (str(path.relative_to(SOURCE)), ast.unparse(node.args[0]))
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "tyyni.read"
    ]

    # The doctor reads a sample of its own; the engine's address in the API keeps nothing of what programs send.
    others = ("cli/doctor.py", "api/routes/engine.py")
    assert [call for call in calls if call[0] not in others] == [("care/actions.py", "message.text")]


def test_an_agents_answer_gets_no_reading(agent):
    talk = make_talk(ABUSE["en"])

    answer = core.reply(talk, by=agent, text="You idiot", seen=None)

    assert not hasattr(answer, "reading")
    assert Agent.objects.count() == 1
