"""Help without blame: whom it reaches, how it ends, what an answer hands over, and that nobody counts it."""

import ast
from pathlib import Path

import pytest

import tyyni_desk
from tests.desk.care.talks import ABUSE, CALM, THREAT, climb, make_talk, say, write_policy
from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.care.help import actions, queries
from tyyni_desk.care.help.models import Handover, HelpRequest
from tyyni_desk.care.help.queries import Whom
from tyyni_desk.care.ladder.models import Rung
from tyyni_desk.conversations import actions as core
from tyyni_desk.conversations import drafts
from tyyni_desk.conversations.merges import merging
from tyyni_desk.conversations.models import Draft
from tyyni_desk.mail import actions as mail
from tyyni_desk.people.models import Team

SOURCE = Path(tyyni_desk.__file__).parent


def waits_for(agent):
    return list(queries.waiting_for(agent))


def prepared(talk, agent, to):
    return actions.prepare_handover(talk, by=agent, to=to, brief="Lyhyesti.", telling="Helena jatkaa.")


@pytest.fixture
def helena(db):
    return make_agent("lead", name="Helena Niemi")


@pytest.fixture
def marek(db):
    return make_agent(name="Marek Wrona")


def test_anyone_on_duty_is_asked_and_whoever_is_away_is_not(agent, marek):
    away = make_agent(on_duty=False)
    request = actions.ask(make_conversation(), by=agent, whom=Whom(), brief="x")

    assert waits_for(marek) == [request]
    assert waits_for(away) == waits_for(agent) == []


def test_a_team_the_leads_and_a_named_colleague_are_asked_alone(agent, marek, helena):
    team = Team.objects.create(name="Palautukset")
    marek.teams.add(team)
    to_team = actions.ask(make_conversation(), by=agent, whom=Whom(team=team), brief="x")
    to_leads = actions.ask(make_conversation(), by=agent, whom=Whom(leads=True), brief="x")
    to_marek = actions.ask(make_conversation(), by=agent, whom=Whom(agent=marek), brief="x")

    assert set(waits_for(marek)) == {to_team, to_marek}
    assert waits_for(helena) == [to_leads]


def test_with_nobody_on_duty_the_leads_hear_of_it(agent):
    helena = make_agent("lead", on_duty=False)
    request = actions.ask(make_conversation(), by=agent, whom=Whom(), brief="x")

    assert waits_for(helena) == [request]


def test_where_somebody_may_be_hurt_the_leads_hear_of_it_whoever_is_asked(agent, marek, helena):
    request = actions.ask(make_talk(THREAT["fi"]), by=agent, whom=Whom(agent=marek), brief="x")

    assert waits_for(helena) == waits_for(marek) == [request]


def test_who_comes_is_recorded_once_and_watches(agent, marek, helena):
    talk = make_conversation()
    request = actions.ask(talk, by=agent, whom=Whom(), brief="x")

    actions.come(request, by=marek)

    with pytest.raises(actions.AlreadyAnswered):
        actions.come(request, by=helena)
    assert request.answer.by == marek
    assert marek in talk.watchers.all()
    assert waits_for(helena) == []


def test_nobody_comes_to_themselves_and_only_who_asked_takes_it_back(agent, marek):
    request = actions.ask(make_conversation(), by=agent, whom=Whom(), brief="x")

    with pytest.raises(actions.NotYours):
        actions.come(request, by=agent)
    with pytest.raises(actions.NotYours):
        actions.withdraw(request, by=marek)
    actions.withdraw(request, by=agent)

    assert waits_for(marek) == []
    assert queries.current(request.note.conversation) is None


def test_a_colleague_who_answers_the_customer_has_come(agent, marek):
    talk = make_conversation()
    request = actions.ask(talk, by=agent, whom=Whom(), brief="x")

    core.reply(talk, by=marek, text="Se lähti tänään.", seen=None)

    request.refresh_from_db()
    assert request.answer.by == marek


def test_asking_leaves_the_draft_as_it_is(agent):
    talk = make_conversation()
    drafts.keep(talk, by=agent, text="Hei Matti, kesken", seen=None)

    actions.ask(talk, by=agent, whom=Whom(), brief="x")

    assert Draft.objects.get(agent=agent).text == "Hei Matti, kesken"


def test_a_merge_brings_what_was_asked_along(agent, marek):
    source, target = make_conversation(), make_conversation()
    request = actions.ask(source, by=agent, whom=Whom(), brief="x")

    merging.merge(source, into=target, by=agent)

    assert queries.current(target) == request
    assert waits_for(marek) == [request]


def test_an_escalation_goes_to_a_lead_on_duty_or_to_the_team(agent, helena):
    make_agent("lead", name="Aada Poissa", on_duty=False)
    team = Team.objects.create(name="Palautukset")
    team.agents.add(make_agent())
    first, second = make_conversation(assignee=agent), make_conversation(assignee=agent)

    actions.escalate(first, by=agent, whom=Whom(leads=True), reason="authority", brief="x")
    actions.escalate(second, by=agent, whom=Whom(team=team), reason="skill", brief="x")

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.assignee == helena
    assert (second.assignee, second.team) == (None, team)
    assert first.events.get(kind="escalated").detail["name"] == "Helena Niemi"


def test_an_escalation_says_why_and_needs_somebody(agent):
    talk = make_conversation()

    with pytest.raises(actions.NoReason):
        actions.escalate(talk, by=agent, whom=Whom(leads=True), reason="", brief="x")
    with pytest.raises(actions.NobodyThere):
        actions.escalate(talk, by=agent, whom=Whom(leads=True), reason="stuck", brief="x")


def test_it_is_handed_over_when_the_customer_is_told(agent, helena):
    talk = make_conversation(assignee=agent)
    request = prepared(talk, agent, helena)
    talk.refresh_from_db()
    assert talk.assignee == agent

    answer = core.reply(talk, by=agent, text="Saatte vastauksen perjantaihin mennessä.", seen=None)

    talk.refresh_from_db()
    assert talk.assignee == helena
    assert Handover.objects.get(request=request).message == answer
    assert {promise.owner for promise in answer.promises.all()} == {helena}


def test_an_answer_that_is_called_back_hands_nothing_over(agent, helena):
    talk = make_conversation(assignee=agent)
    request = prepared(talk, agent, helena)
    answer = core.reply(talk, by=agent, text="Helena jatkaa.", seen=None)

    mail.call_back(answer, by=agent)

    talk.refresh_from_db()
    assert talk.assignee == agent
    assert queries.pending_handover(talk, by=agent) == request


def test_somebody_elses_answer_hands_nothing_over(agent, helena, marek):
    talk = make_conversation(assignee=agent)
    prepared(talk, agent, helena)

    core.reply(talk, by=marek, text="Se lähti tänään.", seen=None)

    talk.refresh_from_db()
    assert talk.assignee == agent


def test_the_message_comes_before_what_was_being_written(agent, helena):
    talk = make_conversation()
    drafts.keep(talk, by=agent, text="Kesken jäi tämä.", seen=None)

    prepared(talk, agent, helena)

    assert Draft.objects.get(agent=agent).text == "Helena jatkaa.\n\nKesken jäi tämä."


def test_after_a_boundary_a_hand_over_is_the_ladders_rung(agent, helena):
    write_policy()
    talk = make_talk(ABUSE["fi"])
    climb(talk, "boundary", by=agent)
    say(talk, ABUSE["fi"])
    prepared(talk, agent, helena)

    answer = core.reply(talk, by=agent, text="Helena jatkaa.", seen=None)

    rung = Rung.objects.get(kind="handover")
    assert (rung.answer, rung.offered) == (answer, "Helena Niemi")
    assert rung.words in ABUSE["fi"]


def test_without_abuse_or_a_boundary_it_is_no_rung(agent, helena):
    write_policy()
    for text in (CALM["fi"], ABUSE["fi"]):
        talk = make_talk(text)
        prepared(talk, agent, helena)
        core.reply(talk, by=agent, text="Helena jatkaa.", seen=None)

    assert not Rung.objects.exists()


def test_the_ladders_own_hand_over_is_one_rung_though_another_was_prepared(agent, helena):
    write_policy()
    talk = make_talk(ABUSE["fi"])
    climb(talk, "boundary", by=agent)
    prepared(talk, agent, helena)

    climb(talk, "handover", by=agent, colleague=helena)

    assert Rung.objects.filter(kind="handover").count() == 1


def test_the_brief_is_in_the_language_of_those_who_read_it(agent, marek):
    marek.interface = "pl"
    marek.save()
    make_agent(interface="pl")
    make_agent(interface="fi")

    assert queries.language_for(Whom(agent=marek), by=agent) == "pl"
    assert queries.language_for(Whom(), by=agent) == "pl"
    assert queries.language_for(Whom(leads=True), by=agent) == agent.interface


COUNTS = {"aggregate", "annotate", "Count", "Sum", "count", "Counter"}


def test_no_query_counts_requests_for_help_by_person():
    """The banner's sum for its reader and the readers' languages are counted elsewhere, and name no asker."""
    telling = []
    for path in SOURCE.rglob("*.py"):
        text = path.read_text("utf-8")
        if "HelpRequest" not in text and "HelpAnswer" not in text:
            continue
        for function in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)):
            named = {ast.unparse(node) for node in ast.walk(function) if isinstance(node, ast.Name)}
            called = {
                node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
                for node in ast.walk(function)
                if isinstance(node, ast.Call)
            }
            if {"HelpRequest", "HelpAnswer", "Handover"} & named and COUNTS & called:
                telling.append(f"{path.relative_to(SOURCE)}:{function.lineno}")

    assert not telling
    assert all(
        field.remote_field.related_name == "+" for field in HelpRequest._meta.fields if field.name in ("by", "to_agent")
    )
