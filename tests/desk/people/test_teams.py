"""Teams share a queue; their names are told apart by more than capitals."""

import pytest

from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.people import audit, members, teams
from tyyni_desk.people.models import Team

pytestmark = pytest.mark.django_db


def test_two_teams_never_share_a_name():
    admin = make_agent("admin")
    teams.add("Palautukset", by=admin)

    with pytest.raises(teams.NameTaken):
        teams.add("palautukset", by=admin)


def test_a_team_may_change_the_capitals_of_its_name():
    admin = make_agent("admin")
    team = teams.add("palautukset", by=admin)

    teams.rename(team, "Palautukset", by=admin)

    assert Team.objects.get().name == "Palautukset"


def test_a_conversation_outlives_its_team():
    admin = make_agent("admin")
    team = teams.add("Palautukset", by=admin)
    conversation = make_conversation(team=team)

    teams.remove(team, by=admin)

    conversation.refresh_from_db()
    assert conversation.team is None


def test_each_change_of_a_team_is_on_the_audit_log():
    admin = make_agent("admin")
    team = teams.add("A", by=admin)
    teams.rename(team, "B", by=admin)
    teams.remove(team, by=admin)

    assert [entry.action for entry in audit.entries()] == ["team_removed", "team_renamed", "team_added"]


def test_the_size_of_a_team_counts_those_who_may_sign_in():
    team = teams.add("A", by=make_agent("admin"))
    make_agent().teams.add(team)
    make_agent(is_active=False).teams.add(team)

    assert members.teams().get().size == 1
