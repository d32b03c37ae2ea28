"""The pages where leads decide how conversations are given out, and the line that a conversation shows."""

import pytest

from tests.desk.care.talks import ABUSE, CALM
from tests.desk.makers import make_agent, make_colleague, make_conversation
from tyyni_desk.jobs.worker import run_all
from tyyni_desk.people.models import AuditEntry, Team
from tyyni_desk.routing.rules.queries import book


@pytest.fixture
def lead(db, signed_in):
    return signed_in("lead")


@pytest.fixture
def team(db):
    return Team.objects.create(name="Palautukset")


def rule(**fields):
    empty = {"language": "", "channel": "", "team": "", "about": "", "tag": ""}
    return {**empty, **fields}


def add(lead, **fields):
    return lead.post("/routing/rules", rule(**fields))


def test_a_rule_is_added_shown_in_words_and_stands_on_the_audit_log(lead, team):
    add(lead, language="pl", channel="email", about="refund", tag="VIP ", to=f"team {team.pk}")

    shown = lead.get("/routing").content.decode()
    assert "Polski · email · wants the money back · # vip" in shown
    assert "<strong>Palautukset</strong>" in shown
    assert AuditEntry.objects.get().action == "routing_changed"


def test_a_rule_leads_somewhere(lead):
    page = add(lead, language="pl", to="")

    assert page.status_code == 422
    assert not book().rules


def test_rules_change_places_are_switched_off_changed_and_removed(lead, team):
    for language in ("fi", "pl", "en"):
        add(lead, language=language, to=f"team {team.pk}")

    lead.post("/routing/rules/3/place", {"up": "1"})
    lead.post("/routing/rules/1/use", {"on": "0"})
    lead.post("/routing/rules/3", rule(channel="chat", to=f"team {team.pk}"))
    lead.post("/routing/rules/2/removal")

    assert [(one.id, one.language, one.channel, one.is_on) for one in book().rules] == [
        (1, "fi", "", False),
        (3, "", "chat", True),
    ]
    assert lead.post("/routing/rules/2/removal").status_code == 404


def test_an_earlier_version_holds_again(lead, team):
    add(lead, language="pl", to=f"team {team.pk}")
    lead.post("/routing/rules/1/removal")
    page = lead.get("/routing")

    lead.post(f"/routing/versions/{page.context['versions'][1].pk}/return")

    assert [one.language for one in book().rules] == ["pl"]


def test_a_rule_whose_team_is_gone_says_so(lead, team):
    add(lead, language="pl", to=f"team {team.pk}")
    team.delete()

    assert "that team or person is gone" in lead.get("/routing").content.decode()


def test_the_switch_and_the_limit_are_kept(lead):
    lead.post("/routing", {"most": "4"})
    assert (book().is_on, book().most) == (False, 4)

    assert lead.post("/routing", {"most": "0"}).status_code == 422


def test_a_trial_gives_nothing_to_anybody_and_spreads_evenly(lead):
    for name in ("Aino Lahti", "Marek Wrona"):
        make_colleague(name=name, working_hours={})
    talks = [make_conversation(CALM["fi"], language="fi") for _talk in range(4)]

    rows = lead.get("/routing/trial").context["rows"]

    assert sorted(row.target for row in rows) == ["Aino Lahti"] * 2 + ["Marek Wrona"] * 2
    assert not [talk for talk in talks if talk.assignee]


def test_a_rule_is_tried_before_it_is_saved(lead, team):
    make_colleague(name="Aino Lahti").teams.add(team)
    make_conversation(CALM["fi"], language="fi", subject="Missä?")
    polish = make_conversation(CALM["pl"], language="pl", subject="Gdzie?")

    page = lead.post("/routing/rules", rule(language="pl", to=f"team {team.pk}", **{"try": "1"}))

    assert [(row.conversation, row.target) for row in page.context["rows"]] == [(polish, "Aino Lahti")]
    assert not book().rules


def test_the_conversation_says_why_it_was_given(db, signed_in):
    desk = signed_in("agent", languages=["pl"])
    desk.agent.working_hours = {str(day): ["00:00", "23:59"] for day in range(1, 8)}
    desk.agent.topics = ["zwroty"]
    desk.agent.save()
    conversation = make_conversation("Proszę o zwrot pieniędzy za zamówienie 10233.")
    run_all()

    shown = desk.get(f"/conversations/{conversation.number}").content.decode()
    assert "Given to you: in Polish, zwroty; shared out evenly" in shown

    colleague = make_agent()
    desk.force_login(colleague, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Given out: in Polish, zwroty; shared" in desk.get(f"/conversations/{conversation.number}").content.decode()


def test_the_conversation_says_why_nobody_has_it(desk, team):
    make_colleague(languages=["fi"]).teams.add(team)
    conversation = make_conversation(CALM["pl"], team=team)
    run_all()

    assert "Palautukset: nobody answers in Polish" in desk.get(f"/conversations/{conversation.number}").content.decode()


def test_what_a_person_gave_shows_no_reason(desk, agent):
    make_colleague()
    conversation = make_conversation(ABUSE["en"])
    run_all()

    desk.post(f"/conversations/{conversation.number}/assignee", {"agent": agent.pk})

    shown = desk.get(f"/conversations/{conversation.number}").content.decode()
    assert "shared out evenly" not in shown
