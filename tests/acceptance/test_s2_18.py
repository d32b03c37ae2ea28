"""S2.18: escalation to a lead or a team, with a reason and the brief; whose it was and why stands in the trail.

Page: /conversations/<number>/help
"""

import pytest

from tests.acceptance.helping import NOW, hard_talk, sent, top
from tests.acceptance.proofs import without
from tyyni_desk.people.models import Team


@pytest.fixture
def helena(sign_in):
    return sign_in("lead", name="Helena Niemi")


def seen(desk, talk, part=""):
    return desk.get(f"/conversations/{talk.number}{part}").content.decode()


@pytest.mark.parametrize("language", NOW)
@without("tyyni_desk.care.help.actions.escalate", lambda *given, **named: None)
def test_a_lead_gets_it_with_the_reason_and_the_brief_on_top(desk, agent, helena, language):
    talk = hard_talk(language, agent)

    sent(desk, talk, "escalation", senior="leads", reason="authority", question="60 €?")

    talk.refresh_from_db()
    assert talk.assignee == helena.agent
    there = top(seen(helena, talk))
    for words in ("escalated this to Helena Niemi", "It needs a decision that I may not take", "60 €?", NOW[language]):
        assert words in there
    assert "escalated it to Helena Niemi" in seen(helena, talk, "/trail")


@pytest.mark.parametrize("language", NOW)
@without("tyyni_desk.care.help.actions.actions.hand_to", lambda talk, team, *, by: None)
def test_a_team_gets_it_into_its_queue(desk, agent, helena, language):
    team = Team.objects.create(name="Vastuu")
    helena.agent.teams.add(team)
    talk = hard_talk(language, agent)

    sent(desk, talk, "escalation", senior=f"team-{team.pk}", reason="skill")

    talk.refresh_from_db()
    assert (talk.team, talk.assignee) == (team, None)
    assert f"#{talk.number}" in helena.get("/help").content.decode()
    assert "escalated it to Vastuu" in seen(helena, talk, "/trail")


@pytest.mark.parametrize("language", NOW)
def test_without_a_reason_nothing_moves(desk, agent, helena, language):
    talk = hard_talk(language, agent)

    page = sent(desk, talk, "escalation", senior="leads")

    talk.refresh_from_db()
    assert talk.assignee == agent
    assert "Say why." in page
    assert not talk.messages.filter(kind="note").exists()
