"""S2.19: a teammate is named in an internal note, watches, and others are asked aside; the customer sees none of it.

Page: a conversation; /queue/named; /queue/watched; /conversations/<number>/sides
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.mail.letters import arrive, letter, make_mailbox
from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.jobs import worker
from tyyni_desk.mail.models import Delivery

CASES = {
    "fi": ("Missä paketti on?", "@helena katsoisitko tätä? Kolmas yhteydenotto.", "Milloin erä saapuu?"),
    "pl": ("Gdzie jest paczka?", "@HelenaNiemi spojrzysz? To już trzeci raz.", "Kiedy przyjdzie dostawa?"),
    "en": ("Where is my parcel?", "Could you look at this, @Helena? Third contact.", "When does the batch come in?"),
}
SUPPLIER = "varasto@toimittaja.example"


@pytest.fixture
def helena(sign_in):
    return sign_in("lead", name="Helena Niemi", email="helena@lumo.example")


def subjects(desk, box):
    return desk.get(f"/queue/{box}/rows").content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.conversations.actions._named", lambda text: [])
def test_who_is_named_finds_it_among_their_mentions_and_watches_it_from_then_on(desk, helena, language):
    asked, note, _ = CASES[language]
    number = make_conversation(asked, subject="Paketti 1").number

    desk.post(f"/conversations/{number}/note", {"text": note})

    assert "Paketti 1" in subjects(helena, "named")
    assert "Paketti 1" in subjects(helena, "watched")
    helena.post(f"/conversations/{number}/presence")  # she has opened it
    assert "Paketti 1" not in subjects(helena, "named")
    assert "Paketti 1" in subjects(helena, "watched")


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.conversations.sides.begin_side", lambda conversation, **_: conversation)
def test_somebody_outside_is_asked_by_mail_and_the_answer_comes_back_to_the_conversation(desk, language):
    make_mailbox()
    asked, _, question = CASES[language]
    conversation = make_conversation(asked)

    desk.post(f"/conversations/{conversation.number}/sides", {"to": SUPPLIER, "subject": "Erä", "text": question})
    worker.run_all()
    side = Conversation.objects.filter(parent=conversation).first()
    assert side, "nobody was asked"
    sent = side.messages.get()
    arrive(letter("14.12.", sender=SUPPLIER, subject="Re: Erä", In_Reply_To=f"<{sent.message_id}>"))

    page = desk.get(f"/conversations/{conversation.number}").content.decode()
    assert f'href="/conversations/{side.number}"' in page
    assert conversation.events.filter(kind="side_answered").exists()
    assert side.messages.last().text == "14.12."


@pytest.mark.parametrize("language", CASES)
def test_the_customer_is_sent_nothing_of_a_note_or_of_what_others_were_asked(desk, helena, language):
    make_mailbox()
    asked, note, question = CASES[language]
    conversation = make_conversation(asked, customer=make_customer(email="asiakas@koti.example"))

    desk.post(f"/conversations/{conversation.number}/note", {"text": note})
    desk.post(f"/conversations/{conversation.number}/sides", {"to": SUPPLIER, "subject": "Erä", "text": question})
    worker.run_all()

    assert [delivery.message.conversation.parent for delivery in Delivery.objects.all()] == [conversation]
    assert not conversation.messages.exclude(kind="note").exclude(kind="customer").exists()


@pytest.mark.parametrize(
    "text", ["Vastaa osoitteeseen tuki@helena.example", "@hele katso", "Helena soitti", "@ helena"]
)
def test_a_name_without_the_sign_and_an_address_name_nobody(desk, helena, text):
    number = make_conversation(subject="Paketti 1").number

    desk.post(f"/conversations/{number}/note", {"text": text})

    assert "Paketti 1" not in subjects(helena, "named")
    assert "Paketti 1" not in subjects(helena, "watched")
