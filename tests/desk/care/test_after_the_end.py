"""After the end of a contact: a lead reads, mail is acknowledged seldom, appeals are decided; nothing is dropped."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.care.talks import CALM, THREAT, climb, make_talk, say, write_policy
from tests.desk.mail.letters import arrive, letter, make_mailbox
from tests.desk.makers import make_agent, make_customer
from tyyni_desk.care.ladder import afterwards, queries
from tyyni_desk.care.ladder.models import Appeal, ContactEnd
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.jobs import worker
from tyyni_desk.mail.letters.composing import compose

ADDRESS = "matti@koti.example"
APPEALS = {"fi": "Pyydän: UUDELLEENARVIOINTI.", "pl": "Odwołanie. Proszę.", "en": "I appeal against this."}


@pytest.fixture
def lead(db):
    return make_agent("lead", name="Helena Niemi")


@pytest.fixture
def ended(lead, agent):
    make_mailbox()
    write_policy()
    talk = make_talk(THREAT["fi"], customer=make_customer(email=ADDRESS), subject="Tilaus")
    return climb(talk, "end", by=agent).ending


def notices():
    return Message.objects.filter(is_automatic=True, kind="agent")


def test_later_mail_is_received_and_given_to_a_lead(ended, lead):
    arrive(letter("Tilaus 10233 on rikki, reklamoin.", sender=ADDRESS))

    talk = Conversation.objects.latest("number")
    assert talk.assignee == lead
    assert talk in queries.lane()
    assert talk.state == "open"


def test_it_is_acknowledged_with_the_reason_once_in_so_many_days(ended):
    for number in range(3):
        arrive(letter(f"Viesti {number}", sender=ADDRESS, subject=f"Asia {number}"))
    worker.run_all()

    assert notices().count() == 1
    assert "automaattinen vastaus" in notices().get().text
    ContactEnd.objects.update(told_at=timezone.now() - timedelta(days=8))
    arrive(letter("Viesti 4", sender=ADDRESS))
    worker.run_all()
    assert notices().count() == 2


def test_no_machine_is_acknowledged(ended):
    arrive(letter("Olen lomalla.", sender=ADDRESS, Auto_Submitted="auto-replied"))
    worker.run_all()

    assert not notices().exists()


def test_the_acknowledgement_says_to_machines_what_it_is(ended):
    arrive(letter("Viesti", sender=ADDRESS))
    worker.run_all()

    sent = notices().get()
    assert compose(sent, mailbox=sent.delivery.mailbox)["Auto-Submitted"] == "auto-replied"
    assert sent.to == [ADDRESS]
    assert sent.conversation.waiting_since  # a person still owes an answer


def test_somebody_elses_mail_is_nobodys_lane(ended, lead):
    arrive(letter("Hei", sender="toinen@koti.example"))
    worker.run_all()

    assert Conversation.objects.latest("number").assignee is None
    assert not notices().exists()


@pytest.mark.parametrize("language", APPEALS)
def test_an_appeal_comes_to_leads_who_decide_with_a_reason(ended, lead, client, language):
    client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    say(ended.rung.conversation, APPEALS[language])

    assert "1 appeal waits" in client.get("/banners").content.decode()
    appeal = Appeal.objects.get()
    client.post(f"/appeals/{appeal.pk}/decision", {"upheld": "1", "why": " "})
    assert queries.ending_of(ended.customer)
    client.post(f"/appeals/{appeal.pk}/decision", {"upheld": "1", "why": "Se ei ollut uhkaus."})

    assert queries.ending_of(ended.customer) is None
    assert "appeal waits" not in client.get("/banners").content.decode()


def test_whoever_ended_the_contact_does_not_decide_while_another_can(ended, lead, agent):
    say(ended.rung.conversation, APPEALS["fi"])

    with pytest.raises(afterwards.OwnDecision):
        afterwards.decide(Appeal.objects.get(), is_upheld=False, why="Ei.", by=agent)
    afterwards.decide(Appeal.objects.get(), is_upheld=False, why="Uhkaus.", by=lead)
    with pytest.raises(afterwards.AlreadyDecided):
        afterwards.decide(Appeal.objects.get(), is_upheld=True, why="Sittenkin.", by=lead)

    assert queries.ending_of(ended.customer)


def test_the_conversation_says_that_the_contact_is_ended_until_it_is_over(ended, desk):
    where = f"/conversations/{ended.rung.conversation_id}"
    assert "is ended until" in desk.get(where).content.decode()

    ContactEnd.objects.update(until=timezone.localdate() - timedelta(days=1))

    assert "is ended until" not in desk.get(where).content.decode()


def test_a_customer_whose_contact_goes_on_is_not_heard_so(db, lead):
    talk = make_talk(CALM["fi"])

    say(talk, APPEALS["fi"])

    assert not Appeal.objects.exists()
    assert talk.assignee is None
