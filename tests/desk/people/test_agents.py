"""People join by a link that works once, for a week; and somebody can always manage the desk."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.desk.makers import PASSWORD, make_agent
from tyyni_desk.jobs import worker
from tyyni_desk.jobs.models import Job
from tyyni_desk.people import agents
from tyyni_desk.people.models import Agent, AuditEntry, Invitation

pytestmark = pytest.mark.django_db


def token_of(link):
    return link.rsplit("/", 1)[-1]


def joined(link, **fields):
    return agents.join(token_of(link), **{"name": "Ilona Wójcik", "interface": "pl", "password": PASSWORD, **fields})


def test_somebody_invited_joins_with_the_role_of_the_invitation():
    link = agents.invite("Ilona@Lumo.example ", role="lead", by=make_agent("admin"))

    ilona = joined(link)

    assert (ilona.email, ilona.role, ilona.interface) == ("ilona@lumo.example", "lead", "pl")
    assert ilona.check_password(PASSWORD)


def test_a_letter_with_the_link_is_sent_in_the_chosen_language():
    link = agents.invite("ilona@lumo.example", role="agent", by=make_agent("admin", name="Helena Saari"), language="en")
    worker.run_all()

    (letter,) = mail.outbox

    assert letter.to == ["ilona@lumo.example"]
    assert letter.subject == "Helena Saari invites you to Tyyni"
    assert link in letter.body


def test_neither_the_invitation_nor_its_job_shows_the_token():
    link = agents.invite("ilona@lumo.example", role="agent", by=make_agent("admin"))

    kept = f"{Invitation.objects.values().get()} {Job.objects.values().get(name='people.tasks.send_letter')}"

    assert token_of(link) not in kept


def test_a_link_works_once():
    link = agents.invite("ilona@lumo.example", role="agent", by=make_agent("admin"))
    joined(link)

    with pytest.raises(agents.InvitationOver):
        joined(link)


def test_a_link_is_over_after_a_week():
    link = agents.invite("ilona@lumo.example", role="agent", by=make_agent("admin"))
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=7, minutes=1))

    with pytest.raises(agents.InvitationOver):
        joined(link)


def test_a_second_invitation_ends_the_first():
    admin = make_agent("admin")
    first = agents.invite("ilona@lumo.example", role="admin", by=admin)
    second = agents.invite("ilona@lumo.example", role="agent", by=admin)

    with pytest.raises(agents.InvitationOver):
        joined(first)
    assert joined(second).role == "agent"


def test_an_invitation_can_be_taken_back():
    admin = make_agent("admin")
    link = agents.invite("ilona@lumo.example", role="agent", by=admin)
    agents.withdraw(Invitation.objects.get(), by=admin)

    with pytest.raises(agents.InvitationOver):
        joined(link)


def test_somebody_who_is_here_is_not_invited_again():
    admin = make_agent("admin")

    with pytest.raises(agents.AlreadyHere):
        agents.invite(admin.email.upper(), role="agent", by=admin)


def test_the_first_admin_joins_by_a_link_of_the_server_and_then_there_is_none():
    link = agents.first_admin_link()

    first = joined(link, email="Aino@Lumo.example")

    assert (first.email, first.role) == ("aino@lumo.example", "admin")
    assert agents.first_admin_link() is None


def test_the_first_admins_link_is_over_once_an_admin_is_here():
    link = agents.first_admin_link()
    make_agent("admin")

    with pytest.raises(agents.InvitationOver):
        joined(link, email="stranger@elsewhere.example")


def test_an_earlier_first_admins_link_stops_working():
    earlier = agents.first_admin_link()
    agents.first_admin_link()

    with pytest.raises(agents.InvitationOver):
        joined(earlier, email="aino@lumo.example")


def test_the_last_admin_keeps_the_role_and_the_account():
    last = make_agent("admin")
    make_agent("admin", is_active=False)

    with pytest.raises(agents.LastAdmin):
        agents.change(last, by=last, role="agent", teams=[])
    with pytest.raises(agents.LastAdmin):
        agents.switch(last, by=last, on=False)


def test_one_of_two_admins_may_go():
    one, other = make_agent("admin"), make_agent("admin")

    agents.change(one, by=other, role="agent", teams=[])

    one.refresh_from_db()
    assert one.role == "agent"


def test_a_changed_role_is_on_the_audit_log():
    admin, agent = make_agent("admin"), make_agent()

    agents.change(agent, by=admin, role="lead", teams=[], topics=["returns"])

    entry = AuditEntry.objects.get(action="agent_changed")
    assert (entry.by, entry.subject) == (admin, agent.email)
    assert entry.detail == {"role": ["agent", "lead"], "topics": [[], ["returns"]]}


def test_saving_without_a_change_leaves_no_trace():
    admin, agent = make_agent("admin"), make_agent()

    agents.change(agent, by=admin, role="agent", teams=[])

    assert not AuditEntry.objects.exists()


def test_a_profile_gives_no_rights():
    agent = make_agent()

    with pytest.raises(ValueError, match="role"):
        agents.change_profile(agent, name="Aino", role="admin")
    assert Agent.objects.get(pk=agent.pk).role == "agent"
