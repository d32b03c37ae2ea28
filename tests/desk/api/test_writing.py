"""What programs write: calls, answers, notes, states, customers. All by the desk's own actions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.care.test_clocks import HOLDING, complaint
from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.care.holds.models import Hold
from tyyni_desk.care.safety.actions import raise_incident
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Customer, Team

pytestmark = pytest.mark.django_db
CALL = {
    "channel": "phone_note",
    "customer": {"name": "Matti Korhonen", "phone": "040 123 4567", "language": "fi"},
    "subject": "Keitin vuotaa",
    "text": "Soitti ja kysyi, milloin uusi tulee.",
}


@pytest.fixture
def shop(program):
    return program("conversations:read", "conversations:write", "customers:write", "customers:read")


def test_a_call_written_down_by_a_program_is_a_conversation_like_any_other(shop):
    answer = shop("POST", "/conversations", CALL)

    made = Conversation.objects.get()
    assert answer.status_code == 201
    assert answer.json()["number"] == made.number
    assert (made.channel, made.subject, made.assignee) == ("phone_note", "Keitin vuotaa", shop.agent)
    assert made.messages.get().text == CALL["text"]


def test_an_answer_goes_the_way_of_every_answer(shop):
    conversation = make_conversation()
    seen = conversation.messages.get().pk

    answer = shop("POST", f"/conversations/{conversation.number}/replies", {"text": "Hei!", "seen": seen})

    assert (answer.status_code, answer.json()["sending"]) == (201, "queued")
    conversation.refresh_from_db()
    assert (conversation.state, conversation.assignee) == ("waiting", shop.agent)


def test_an_answer_to_what_was_not_read_is_stopped(shop):
    conversation = make_conversation()
    seen = conversation.messages.get().pk
    newer = actions.receive(conversation, text="Unohtakaa, löysin sen.")

    answer = shop("POST", f"/conversations/{conversation.number}/replies", {"text": "Hei!", "seen": seen})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:tyyni:problem:newer-message")
    assert str(newer.pk) in answer.json()["detail"]
    assert not Message.objects.filter(kind="agent").exists()


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "a1"}])
def test_an_answer_that_would_do_harm_rests_and_goes_later_with_a_reason(shop, headers):
    conversation = make_conversation()
    replies, harsh = f"/conversations/{conversation.number}/replies", {"text": "Olet idiootti. Turpa kiinni."}

    held = shop("POST", replies, harsh, **headers)
    Hold.objects.update(until=timezone.now())
    bare = shop("POST", replies, harsh, **headers)
    sent = shop("POST", replies, {**harsh, "why": "Sovittu"}, **headers)

    assert (held.status_code, held.json()["type"]) == (409, "urn:tyyni:problem:held")
    assert (bare.status_code, sent.status_code) == (409, 201)


@pytest.mark.parametrize("text", ["", "  \n", "\u2003\x85\xa0", "Hei {{ customer.first_name }}", "\x1c\x00"])
def test_an_answer_that_must_not_go_out_is_refused(shop, text):
    conversation = make_conversation()

    answer = shop("POST", f"/conversations/{conversation.number}/replies", {"text": text})

    assert answer.status_code == 422
    assert answer.json()["faults"][0]["where"].startswith("body")


def test_a_note_is_internal_and_tells_whom_it_names(shop):
    conversation, helmi = make_conversation(), make_agent(name="Helmi Aalto")

    answer = shop("POST", f"/conversations/{conversation.number}/notes", {"text": "@helmi katsotko?"})

    assert (answer.status_code, answer.json()["kind"]) == (201, "note")
    assert helmi.mentions.count() == 1


def test_what_is_given_changes_together(shop):
    conversation, team = make_conversation(), Team.objects.create(name="Palautukset")
    wanted = {"subject": "Rikki", "assignee": shop.agent.pk, "team": team.pk, "tags": ["Kiire"], "state": "closed"}

    answer = shop("PATCH", f"/conversations/{conversation.number}", wanted).json()

    assert (answer["subject"], answer["state"], answer["tags"]) == ("Rikki", "closed", ["kiire"])
    assert (answer["assignee"]["id"], answer["team"]["id"]) == (shop.agent.pk, team.pk)
    assert {"renamed", "assigned", "moved", "tagged", "closed"} <= {event.kind for event in conversation.events.all()}


def test_when_one_change_is_refused_none_is_made(shop):
    conversation = make_conversation()
    actions.reply(conversation, by=shop.agent, text="Hei", seen=None)

    answer = shop("PATCH", f"/conversations/{conversation.number}", {"subject": "Rikki", "state": "open"})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:tyyni:problem:waits-for-customer")
    assert Conversation.objects.get().subject == "Tilaus"


def test_a_closed_conversation_sleeps_wakes_and_closes_again(shop):
    path, until = f"/conversations/{make_conversation().number}", timezone.now() + timedelta(days=1)
    states = [{"state": "closed"}, {"state": "closed"}, {"state": "snoozed", "snoozed_until": until.isoformat()}]

    answers = [shop("PATCH", path, state).json() for state in [*states, {"state": "open"}]]

    assert [answer["state"] for answer in answers] == ["closed", "closed", "snoozed", "open"]
    assert [bool(answer["closed_at"]) for answer in answers] == [True, True, False, False]


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ({"state": "snoozed"}, "body.snoozed_until"),
        ({"state": "snoozed", "snoozed_until": "2020-01-01T00:00:00Z"}, "body.snoozed_until"),
        ({"snoozed_until": "2120-01-01T00:00:00Z"}, "body.snoozed_until"),
        ({"assignee": 99999999}, "body.assignee"),
        ({"team": 99999999}, "body.team"),
        ({"stat": "closed"}, "body.stat"),
        ({"tags": ["x" * 61]}, "body.tags.0"),
    ],
)
def test_a_change_that_means_nothing_is_refused_by_name(shop, wanted, where):
    answer = shop("PATCH", f"/conversations/{make_conversation().number}", wanted)

    assert answer.status_code == 422
    assert [fault["where"] for fault in answer.json()["faults"]] == [where]


def test_what_was_merged_takes_nothing_more(shop):
    source, target = make_conversation(), make_conversation()
    Conversation.objects.filter(pk=source.pk).update(merged_into=target)

    answer = shop("POST", f"/conversations/{source.number}/notes", {"text": "Hei"})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:tyyni:problem:merged")


def test_a_customer_is_found_by_address_and_brought_up_to_date(shop):
    matti = make_customer("Matti", email="matti@asiakas.example")

    answer = shop("POST", "/customers", {"email": "MATTI@asiakas.example", "phone": "0401234567", "language": "fi"})

    assert answer.json()["id"] == matti.pk
    assert (answer.json()["name"], answer.json()["language"]) == ("Matti", "fi")
    assert [row["value"] for row in answer.json()["identities"]] == ["matti@asiakas.example", "0401234567"]


def test_an_address_and_a_phone_of_two_customers_are_for_a_person_to_decide(shop):
    for body in [{"email": "matti@asiakas.example"}, {"phone": "0401234567"}]:
        shop("POST", "/customers", body)

    answer = shop("POST", "/customers", {"email": "matti@asiakas.example", "phone": "0401234567", "name": "X"})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:tyyni:problem:two-customers")
    assert not Customer.objects.filter(name="X").exists()
    assert shop("POST", "/customers", {"name": "X"}).status_code == 422


def test_what_the_law_wants_answered_is_not_closed_by_a_program(shop):
    talk = complaint()

    closed = shop("PATCH", f"/conversations/{talk.number}", {"state": "closed"})
    sent = shop("POST", f"/conversations/{talk.number}/replies", {"text": HOLDING, "seen": None, "close": True})

    for answer in (closed, sent):
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:tyyni:problem:refused")
    assert talk.messages.count() == 1


def test_what_care_does_not_let_happen_is_a_conflict_and_nothing_was_done(shop):
    conversation = make_conversation("The charger caught fire.")
    raise_incident(conversation.messages.get(), "injury")

    answer = shop("PATCH", f"/conversations/{conversation.number}", {"state": "closed"})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:tyyni:problem:refused")
    conversation.refresh_from_db()
    assert not conversation.is_closed
