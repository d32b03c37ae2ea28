"""Joining, one's profile, and what admins do with people, seen from the browser."""

import pytest

from tests.desk.makers import PASSWORD, make_agent, make_conversation
from tyyni_desk.conversations import actions
from tyyni_desk.people import agents
from tyyni_desk.people.models import Agent, Invitation, Team

pytestmark = pytest.mark.django_db


def path_of(link):
    return link[link.index("/join/") :]


def test_a_link_leads_to_a_form_and_the_form_onto_the_desk(client):
    link = path_of(agents.invite("ilona@lumo.example", role="agent", by=make_agent("admin", name="Helena Saari")))
    assert "Helena Saari invites ilona@lumo.example" in client.get(link).content.decode()

    client.post(link, {"name": "Ilona Wójcik", "interface": "pl", "password": PASSWORD})

    assert client.get("/me").context["request"].user.name == "Ilona Wójcik"


@pytest.mark.parametrize("weak", ["short", "ilona@lumo.example", "123456789012", "password1234"])
def test_a_weak_password_is_refused_and_the_link_stays_good(client, weak):
    link = path_of(agents.invite("ilona@lumo.example", role="agent", by=make_agent("admin")))

    page = client.post(link, {"name": "Ilona Wójcik", "interface": "pl", "password": weak})

    assert page.context["form"].errors["password"]
    assert Invitation.objects.get().is_open


def test_a_link_that_is_over_says_so(client):
    page = client.get("/join/nonsense")

    assert page.status_code == 410
    assert "Ask an admin" in page.content.decode()


def test_the_first_admin_says_who_they_are(client):
    link = path_of(agents.first_admin_link())

    client.post(link, {"email": "aino@lumo.example", "name": "Aino", "interface": "fi", "password": PASSWORD})

    assert Agent.objects.get().role == "admin"


def test_the_page_shows_the_link_of_an_invitation_once(signed_in):
    admin = signed_in("admin")

    page = admin.post("/people/invitations", {"email": "ilona@lumo.example", "role": "agent", "language": "pl"})

    assert "/join/" in page.content.decode()
    assert "/join/" not in admin.get("/people").content.decode()
    assert "ilona@lumo.example" in admin.get("/people").content.decode()


def test_an_admin_changes_role_teams_and_languages(signed_in):
    admin, agent, team = signed_in("admin"), make_agent(), Team.objects.create(name="Palautukset")

    admin.post(
        f"/people/{agent.pk}",
        {"role": "lead", "teams": [team.pk], "languages": ["fi", "pl"], "topics": "returns, bills"},
    )

    agent.refresh_from_db()
    assert (agent.role, agent.languages, agent.topics) == ("lead", ["fi", "pl"], ["returns", "bills"])
    assert list(agent.teams.all()) == [team]


def test_the_last_admin_reads_why_the_role_stays(signed_in):
    admin = signed_in("admin")

    page = admin.post(f"/people/{admin.agent.pk}", {"role": "agent"})

    assert "This is the last admin" in page.content.decode()


def test_somebody_switched_off_is_out_at_once_and_nothing_of_theirs_is_forgotten(signed_in, client):
    agent, conversation = make_agent(), make_conversation()
    actions.assign(conversation, agent, by=agent)

    signed_in("admin").post(f"/people/{agent.pk}/access", {"on": "0"})

    conversation.refresh_from_db()
    assert conversation.assignee is None
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/me").status_code == 302


def test_a_profile_is_changed_by_its_owner(signed_in):
    agent = signed_in("agent")
    hours = {"day_1_from": "08:00", "day_1_to": "16:00"}

    answer = agent.post(
        "/me",
        {
            "name": "Aino",
            "interface": "fi",
            "languages": ["fi"],
            "time_zone": "Europe/Warsaw",
            "signature_pl": "Pozdrawiam",
            **hours,
        },
    )

    changed = Agent.objects.get(pk=agent.agent.pk)
    assert answer.status_code == 302
    assert changed.working_hours == {"1": ["08:00", "16:00"]}
    assert changed.signatures == {"pl": "Pozdrawiam"}


def test_a_working_day_does_not_end_before_it_begins(signed_in):
    agent = signed_in("agent")

    page = agent.post(
        "/me", {"name": "A", "interface": "fi", "time_zone": "UTC", "day_1_from": "16:00", "day_1_to": "08:00"}
    )

    assert page.context["form"].errors["day_1_to"]


def test_on_duty_and_away(signed_in):
    agent = signed_in("agent")

    agent.post("/me/duty", {"on": "0"})

    assert not Agent.objects.get(pk=agent.agent.pk).on_duty
    assert "You are away" in agent.get("/me").content.decode()


def test_the_people_page_asks_the_database_as_often_for_twenty_as_for_two(signed_in, django_assert_max_num_queries):
    admin = signed_in("admin")
    for _number in range(20):
        make_agent().teams.add(Team.objects.get_or_create(name="Palautukset")[0])

    with django_assert_max_num_queries(8):
        admin.get("/people")


def test_the_audit_log_tells_who_did_what(signed_in):
    admin = signed_in("admin", name="Helena Saari")
    admin.post("/teams", {"name": "Palautukset"})

    page = admin.get("/audit").content.decode()

    assert "Helena Saari" in page
    assert "added the team Palautukset" in page
