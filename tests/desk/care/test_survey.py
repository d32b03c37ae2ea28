"""The survey: asked once, by mail, in the customer's language; never where it would hurt; answered without a login."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.acceptance.proofs import without
from tests.desk.care.talks import make_appeal
from tests.desk.mail.letters import arrive, bounce, letter, make_mailbox
from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.care.safety.actions import raise_incident
from tyyni_desk.care.survey import actions, letters, queries
from tyyni_desk.care.survey.models import Survey
from tyyni_desk.conversations import actions as talks
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.jobs import worker
from tyyni_desk.jobs.models import Job
from tyyni_desk.mail import actions as mail
from tyyni_desk.mail.letters.composing import compose
from tyyni_desk.people.models import Agent

TEXTS = {
    "fi": "Kahvinkeitin hajosi kahden viikon jälkeen, haluan uuden.",
    "pl": "Ekspres przestał działać. Jak go odkamienić?",
    "en": "The coffee maker broke after two weeks, I would like a new one.",
}
ASKED = {"fi": "Oliko se teille reilu", "pl": "sprawiedliwie", "en": "Was it fair to you?"}
GIVEN = {"outcome": "4", "process": "2", "treatment": "5", "words": "Kesti liian kauan."}
ADDRESS = "matti@asiakas.example"


@pytest.fixture(autouse=True)
def on(db):
    make_mailbox()
    actions.set_rules(is_on=True, hours=24, by=make_agent("lead"))


def closed(agent, text=TEXTS["en"], **headers):
    """Somebody wrote, was answered, and the matter was closed."""
    conversation = arrive(letter(text, **headers)).message.conversation
    talks.reply(conversation, by=agent, text="We will send you a new one.", seen=None, closes=True)
    conversation.refresh_from_db()
    return conversation


def a_day_passes(hours=25):
    """Every job that waits is due, and what was closed was closed so long ago."""
    Conversation.objects.exclude(closed_at=None).update(closed_at=timezone.now() - timedelta(hours=hours))
    Job.objects.filter(name="mail.tasks.ask_how_it_went").update(run_after=timezone.now())
    worker.run_all()


def asked():
    return Survey.objects.first()


@pytest.mark.parametrize("language", TEXTS)
@without("tyyni_desk.care.survey.actions.ask", lambda *given, **named: None)
def test_a_day_after_the_end_the_customer_is_asked_once_in_their_language(agent, language):
    conversation = closed(agent, TEXTS[language], subject="Aalto")
    assert not Survey.objects.exists()

    a_day_passes()
    talks.reopen(conversation, by=agent)
    talks.close(conversation, by=agent)
    a_day_passes()

    assert Message.objects.filter(kind="agent", is_automatic=True).count() == 1
    sent = Message.objects.get(kind="agent", is_automatic=True)
    assert ASKED[language] in sent.text
    assert "Aalto" in sent.text
    assert "Lumo & Sosna" in sent.text
    assert letters.token(asked()).rsplit(".", 2)[0] in sent.text
    assert (sent.to, sent.cc) == ([ADDRESS], [])
    mail = compose(sent, mailbox=sent.delivery.mailbox)
    assert mail["Auto-Submitted"] == "auto-replied"
    conversation.refresh_from_db()
    assert conversation.is_closed


def answer(link, **changed):
    """As a browser sends it that keeps no cookies and tells no one where it came from."""
    return Client(enforce_csrf_checks=True, headers={"Origin": "null"}).post(link, {**GIVEN, **changed})


@pytest.fixture
def link(agent):
    closed(agent)
    a_day_passes()
    return f"/survey/{letters.token(asked())}"


@pytest.mark.parametrize("language", TEXTS)
@without("tyyni_desk.care.survey.actions.answer", lambda *given, **named: None)
def test_without_a_login_the_customer_answers_and_the_agent_reads_it(desk, agent, language):
    conversation = closed(agent, TEXTS[language])
    a_day_passes()
    link = f"/survey/{letters.token(asked())}"

    page = Client().get(link).content.decode()
    assert f'<html lang="{language}">' in page
    assert ASKED[language].removesuffix("?") in page
    assert "<script" not in page
    assert "Lumo &amp; Sosna" in page
    assert answer(link).status_code == 302

    for where in (f"/conversations/{conversation.number}", f"/customers/{conversation.customer_id}"):
        seen = desk.get(where).content.decode()
        assert "How it went" in seen
        assert "2 of 5" in seen
        assert "Kesti liian kauan." in seen


def test_a_second_answer_changes_the_first(link, client):
    answer(link)
    answer(link, outcome="1", words="")

    survey = Survey.objects.get()
    assert (survey.outcome, survey.process, survey.words) == (1, 2, "")
    assert survey.conversation.events.filter(kind="told_how_it_went").count() == 1
    assert "Change my answer" in client.get(link).content.decode()


def test_an_answer_that_lacks_something_is_asked_for_again_and_nothing_is_kept(link):
    for wrong in ({"outcome": ""}, {"outcome": "6"}, {"treatment": "x"}):
        assert answer(link, **wrong).status_code == 422

    assert Survey.objects.get().answered_at is None


def test_a_link_that_was_changed_leads_nowhere(link):
    number, rest = link.removeprefix("/survey/").split(".", 1)

    for wrong in (f"{int(number) + 1}.{rest}", link[8:-1], "nonsense"):
        assert answer(f"/survey/{wrong}").status_code == 404


def test_a_link_is_over_after_sixty_days(link, monkeypatch):
    monkeypatch.setattr(letters, "GOOD_FOR", timedelta(seconds=-1))

    gone = answer(link)

    assert gone.status_code == 410
    assert "This link is over" in gone.content.decode()


def test_a_company_that_does_not_ask_asks_nobody(agent):
    actions.set_rules(is_on=False, hours=24, by=agent)
    closed(agent)
    a_day_passes()

    assert not Survey.objects.exists()
    assert not Job.objects.filter(name="mail.tasks.ask_how_it_went").exists()


def test_one_that_was_opened_again_is_asked_when_it_is_really_over(agent):
    conversation = closed(agent)
    talks.reopen(conversation, by=agent)
    a_day_passes()
    assert not Survey.objects.exists()

    talks.close(conversation, by=agent)
    Job.objects.filter(name="mail.tasks.ask_how_it_went").update(run_after=timezone.now())
    worker.run_all()
    assert not Survey.objects.exists()
    a_day_passes()
    assert Survey.objects.exists()


def hurt(conversation, agent):
    raise_incident(conversation.messages.first(), "injury")


def block(conversation, agent):
    mail.block(ADDRESS, reason="x", by=agent)


def end_contact(conversation, agent):
    ending = make_appeal(agent).ending
    ending.customer = conversation.customer
    ending.save()


def from_the_lane(conversation, agent):
    conversation.record("wrote_after_end", by=None, message=conversation.messages.first().pk)


def answered_lately(conversation, agent):
    other = make_conversation(customer=conversation.customer)
    Survey.objects.create(conversation=other, customer=conversation.customer, answered_at=timezone.now())


def never_answered(conversation, agent):
    conversation.messages.filter(kind="agent").delete()


@pytest.mark.parametrize("what", [hurt, block, end_contact, from_the_lane, answered_lately, never_answered])
def test_nobody_is_asked_where_it_would_be_out_of_place(agent, what):
    conversation = closed(agent)
    what(conversation, agent)
    a_day_passes()

    assert not Survey.objects.filter(conversation=conversation).exists()


def test_who_answered_more_than_thirty_days_ago_is_asked_again(agent):
    conversation = closed(agent)
    answered_lately(conversation, agent)
    Survey.objects.update(answered_at=timezone.now() - timedelta(days=31))
    a_day_passes()

    assert Survey.objects.filter(conversation=conversation).exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"sender": "no-reply@shop.example"},
        {"X_Auto_Response_Suppress": "All"},
        {"List_Unsubscribe": "<mailto:u@x.example>"},
    ],
)
def test_no_machine_is_asked(agent, headers):
    closed(agent, **headers)
    a_day_passes()

    assert not Survey.objects.exists()


def test_a_call_or_a_chat_is_not_asked_about_by_mail(agent):
    conversation = make_conversation(channel="phone_note")
    talks.reply(conversation, by=agent, text="Hei", seen=None, closes=True)
    a_day_passes()

    assert not Survey.objects.exists()


def test_a_letter_that_could_not_be_delivered_opens_nothing(agent):
    conversation = closed(agent)
    a_day_passes()
    arrive(bounce(asked().message))

    conversation.refresh_from_db()
    assert conversation.is_closed


def test_a_lead_switches_it_on_and_reads_averages_from_five_answers_up(signed_in, agent):
    lead = signed_in("lead")
    lead.post("/survey-settings", {"is_on": "on", "hours": "48"})
    assert (queries.rules().is_on, queries.rules().hours) == (True, 48)
    for number in range(5):
        talk = make_conversation()
        survey = Survey.objects.create(conversation=talk, customer=talk.customer)
        assert not queries.summary().averages
        actions.answer(survey, words="", outcome=1 + number, process=3, treatment=5)

    seen = lead.get("/survey-settings").content.decode()

    assert "5 of 5 answered." in seen
    assert "3.0 of 5" in seen


def test_the_survey_knows_no_agent():
    assert Agent not in [field.related_model for field in Survey._meta.get_fields()]
