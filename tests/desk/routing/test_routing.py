"""A new conversation finds its person after the reading, or says why it found nobody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from tests.desk.care.talks import ABUSE, CALM, THREAT, climb_to_the_end, make_talk, write_policy
from tests.desk.makers import make_agent, make_colleague, make_conversation, make_customer
from tyyni_desk.conversations import actions as core
from tyyni_desk.conversations.leaving import release
from tyyni_desk.jobs.worker import run_all
from tyyni_desk.people import agents as people
from tyyni_desk.people.hours import is_at_work
from tyyni_desk.people.models import Team
from tyyni_desk.routing import actions, queries
from tyyni_desk.routing.models import LastGiven, Wait
from tyyni_desk.routing.rules import actions as rules
from tyyni_desk.routing.rules.values import Rule


def arrived(text, **fields):
    """A conversation that began with ``text``; what the desk does by itself is done."""
    conversation = make_conversation(text, **fields)
    run_all()
    conversation.refresh_from_db()
    return conversation


def tried_again(conversation):
    for number in queries.worth_trying():
        actions.route(number)
    conversation.refresh_from_db()
    return conversation


@pytest.mark.parametrize("language", CALM)
def test_it_goes_to_somebody_who_answers_in_its_language(db, language):
    people_by_language = {code: make_colleague(languages=[code]) for code in CALM}

    conversation = arrived(CALM[language])

    assert conversation.assignee == people_by_language[language]
    assert ["language", language] in conversation.events.get(kind="routed").detail["reasons"]
    assert not Wait.objects.exists()


def test_without_anybody_it_waits_and_says_why(db):
    make_colleague(languages=["fi"])

    conversation = arrived(CALM["pl"])

    assert conversation.assignee is None
    assert (conversation.routing_wait.why, conversation.routing_wait.language) == ("language", "pl")


def test_it_goes_to_whoever_comes_to_work(db):
    colleague = make_colleague(on_duty=False)
    conversation = arrived(CALM["fi"])
    assert tried_again(conversation).assignee is None

    people.go_on_duty(colleague, on=True)

    assert tried_again(conversation).assignee == colleague


def test_hostile_ones_are_shared_out(db):
    colleagues = {make_colleague(), make_colleague(), make_colleague()}

    got = [arrived(ABUSE["en"]).assignee for _talk in range(6)]

    assert set(got[:3]) == set(got[3:]) == colleagues


def test_after_a_hostile_one_a_calm_one_may_come_to_the_same_person_and_then_a_hostile_one(db):
    only = make_colleague()

    assert [arrived(text).assignee for text in (ABUSE["en"], CALM["fi"], ABUSE["pl"])] == [only] * 3


def test_the_fewest_open_conversations_come_first_and_nobody_gets_more_than_the_limit(db, agent):
    rules.settle(is_on=True, most=2, by=agent)
    colleagues = [make_colleague(), make_colleague()]

    got = [arrived(CALM["fi"]) for _talk in range(5)]

    assert sorted(str(talk.assignee) for talk in got[:4]) == sorted(str(one) for one in colleagues * 2)
    assert (got[4].assignee, got[4].routing_wait.why) == (None, "full")


def test_only_the_teams_own_people_get_what_is_the_teams(db):
    team = Team.objects.create(name="Palautukset")
    make_colleague()
    member = make_colleague()
    member.teams.add(team)

    assert arrived(CALM["fi"], team=team).assignee == member


def test_a_rule_moves_it_to_a_team(db, agent):
    team = Team.objects.create(name="Palautukset")
    member = make_colleague()
    member.teams.add(team)
    make_colleague()
    rules.write_rule(Rule(0, about="refund", to_team=team.pk), by=agent)

    conversation = arrived("Haluan rahat takaisin tilauksesta 10233.")

    assert (conversation.team, conversation.assignee) == (team, member)


def test_switched_off_nothing_is_given_out_and_switched_on_again_what_waits_is(db, agent):
    colleague = make_colleague()
    rules.settle(is_on=False, most=15, by=agent)
    conversation = arrived(CALM["fi"])
    assert conversation.assignee is None

    rules.settle(is_on=True, most=15, by=agent)
    Wait.objects.update(since=timezone.now() - timedelta(minutes=5))

    assert tried_again(conversation).assignee == colleague


def test_what_somebody_has_stays_theirs_and_what_a_person_left_in_the_queue_stays_there(db, agent):
    make_colleague()
    taken = arrived(CALM["fi"], assignee=agent)
    conversation = arrived(CALM["fi"])

    core.assign(conversation, None, by=agent)
    run_all()

    conversation.refresh_from_db()
    assert (taken.assignee, conversation.assignee) == (agent, None)
    assert not Wait.objects.exists()


def test_who_answers_what_was_nobodys_has_it(db, agent):
    conversation = arrived(CALM["fi"])

    core.reply(conversation, by=agent, text="Hei, se on matkalla.", seen=None)

    assert not Wait.objects.exists()
    assert LastGiven.objects.get().conversation == conversation


def test_when_somebody_leaves_the_desk_others_get_what_they_held(db, agent):
    admin, colleague = make_agent("admin"), make_colleague()
    conversation = arrived(CALM["fi"], assignee=agent)

    people.switch(agent, by=admin, on=False)
    release(agent, by=admin)
    run_all()

    conversation.refresh_from_db()
    assert conversation.assignee == colleague


def test_a_danger_goes_to_whoever_is_on_duty_when_its_agent_is_away(db):
    away, there = make_colleague(on_duty=False), make_colleague(languages=["pl"], working_hours={})

    conversation = arrived(THREAT["en"], assignee=away)

    assert conversation.assignee == there
    assert conversation.events.get(kind="routed").detail["reasons"] == [["duty", ""]]


def test_old_mail_that_was_imported_waits_for_nobody(db):
    make_colleague()

    assert arrived(CALM["fi"], at=timezone.now() - timedelta(days=20)).assignee is None
    assert not Wait.objects.exists()


def test_after_the_end_of_a_contact_a_lead_reads_it_and_it_is_not_given_out(db, agent):
    write_policy()
    customer, lead = make_customer(), make_colleague("lead")
    make_colleague()
    talk = make_talk(ABUSE["en"], customer=customer, assignee=agent)
    climb_to_the_end(talk, "en", by=agent)

    assert arrived(ABUSE["en"], customer=customer).assignee == lead
    lead.is_active = False
    lead.save()
    assert arrived(ABUSE["en"], customer=customer).assignee is None


def test_a_message_that_cannot_be_read_is_given_out_all_the_same(db):
    colleague = make_colleague()
    conversation = make_conversation(CALM["fi"])
    assert not queries.worth_trying()

    Wait.objects.update(since=timezone.now() - timedelta(minutes=5))

    assert tried_again(conversation).assignee == colleague


def test_what_was_closed_meanwhile_is_not_tried_again(db, agent):
    conversation = arrived(CALM["fi"])
    core.close(conversation, by=agent)

    actions.clear()

    assert not Wait.objects.exists()


def test_who_was_given_what_last_is_one_row_a_person(db, agent):
    for _time in range(2):
        core.assign(make_conversation(), agent, by=agent)

    assert LastGiven.objects.get().agent == agent


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        ("2026-11-30 09:00", True),  # a Monday
        ("2026-11-30 08:59", False),
        ("2026-11-30 17:00", False),
        ("2026-11-29 12:00", False),
    ],
)
def test_hours_are_ones_own(db, moment, works):
    agent = make_agent(time_zone="Europe/Warsaw")
    at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Warsaw"))

    assert is_at_work(agent, at) is works
    agent.on_duty = False
    assert not is_at_work(agent, at)


@pytest.mark.django_db(transaction=True)
def test_workers_that_route_at_the_same_time_share_out_what_comes(agent):
    colleagues = [make_colleague() for _one in range(4)]
    talks = [make_conversation(CALM["fi"]) for _talk in range(12)]

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(route_and_close, [talk.number for talk in talks]))

    assert {one: one.assigned.count() for one in colleagues} == dict.fromkeys(colleagues, 3)


def route_and_close(number):
    try:
        actions.route(number)
    finally:
        connection.close()
