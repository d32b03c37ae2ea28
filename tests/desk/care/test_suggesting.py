"""Drafts by the owner's language model: nothing personal leaves, and what is not fit comes from the phrases."""

import pytest

from tests.desk.care.modelserver import model_server
from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.care.suggesting import actions, drafts, server
from tyyni_desk.care.suggesting.models import ModelServer
from tyyni_desk.care.suggesting.placeholders import Lost, Placeholders
from tyyni_desk.jobs import worker
from tyyni_desk.people.models import Order

LETTERS = {
    "fi": (
        "Matti Korhonen",
        "Kolmas kerta kun kirjoitan! Keitin hajosi taas, tilaus 10233. Osoite Kauppakatu 5 B 12, 00100 Helsinki, "
        "ja naapurini Pekka Virtanen näki sen. Soittakaa 040 123 4567 tai kirjoittakaa matti@asiakas.example!\n\n"
        "Terveisin\nMatti Korhonen",
        ["Matti", "Korho", "10233", "Kauppakatu", "00100", "Helsinki", "Pekka", "Virtanen", "123", "asiakas.example"],
    ),
    "pl": (
        "Anna Kowalska",
        "Trzeci raz piszę! Ekspres znowu się zepsuł, zamówienie LH-204219. Adres: ul. Długa 5/7, 00-950 Warszawa. "
        "Proszę dzwonić: 601 234 567 albo pisać na anna@klient.example.\n\nAnna Kowalska",
        ["Anna", "Kowalsk", "204219", "Długa", "00-950", "Warszawa", "601", "klient.example"],
    ),
    "en": (
        "Priya Nair",
        "Third time I write! The kettle broke again, order GB-7720. I live at 12 Baker Street in London. My husband "
        "Arjun is furious. Call 020 7946 0018 or mail priya@customer.example.\n\nPriya",
        ["Priya", "Nair", "7720", "Baker", "London", "Arjun", "7946", "customer.example"],
    ),
}


@pytest.fixture
def machine():
    with model_server() as running:
        yield running


@pytest.fixture
def connected(machine, db):
    actions.connect(url=machine.url, model="tiny", key="", allows_private=True, by=make_agent("admin"))
    return machine


@pytest.fixture(params=LETTERS)
def talk(request, connected):
    name, text, personal = LETTERS[request.param]
    customer = make_customer(name)
    conversation = make_conversation(text, customer=customer, language=request.param)
    Order.objects.create(number=f"X{conversation.number}-998877", customer=customer)
    worker.run_all()
    conversation.refresh_from_db()
    connected.language = request.param
    return conversation, personal


def draft(conversation, agent):
    return drafts.suggestion(conversation, agent=agent)


def test_nothing_that_tells_who_it_is_leaves_and_the_letter_comes_back_with_all_of_it(talk, connected, agent):
    conversation, personal = talk

    found = draft(conversation, agent)

    sent = connected.got[0]
    assert not [word for word in (*personal, agent.name, agent.first_name, agent.email) if word.lower() in sent.lower()]
    assert found.by == "model"
    assert conversation.customer.first_name in found.text
    assert agent.first_name in found.text
    assert "[" not in found.text


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ok",
        "lol " * 60,
        "Hei [NAME1], [NAME99] hoitaa asian kanssasi huomenna. Selvitän sen ja kerron sinulle. Terveisin [NAME2]",
        "Hei! Ymmärrän, että tämä harmittaa, ja olen pahoillani. Selvitän asian ja kerron sinulle, miten etenemme.",
        "Hello [NAME1], I understand that this is a nuisance, and I will look into it for you. Regards [NAME2]",
        "Hei [NAME1], olen pahoillani, että keitin hajosi. Palautan 5000 euroa tilillesi heti. Terveisin [NAME2]",
        "Hei [NAME1], olet idiootti. Turpa kiinni, lue ohjeet ja lopeta valittaminen meille. Terveisin [NAME2]",
        "<script>alert(1)</script> Hei [NAME1], selvitän asian ja kerron sinulle, miten etenemme. Terveisin [NAME2]",
        {"not": "text"},
    ],
)
def test_what_is_no_fit_letter_is_replaced_by_the_phrases(connected, agent, written):
    conversation = make_conversation("Keitin hajosi taas, tilaus 10233!", language="fi")
    worker.run_all()
    connected.written = written

    found = draft(conversation, agent)

    assert len(connected.got) == 1
    assert found.by == "phrases"
    assert agent.first_name in found.text


@pytest.mark.parametrize(("name", "value"), [("status", 500), ("key", "another"), ("pause", 2)])
def test_a_server_that_fails_refuses_or_is_slow_costs_the_draft_nothing(connected, agent, monkeypatch, name, value):
    monkeypatch.setattr(server, "SECONDS", 0.5)
    setattr(connected, name, value)
    conversation = make_conversation("Keitin hajosi taas, tilaus 10233!", language="fi")

    assert draft(conversation, agent).by == "phrases"


def test_somebody_in_danger_is_answered_by_no_machine(connected, agent):
    conversation = make_conversation("En jaksa enää elää, aion tappaa itseni tänä iltana. Tilaus 10233.")
    worker.run_all()

    assert draft(conversation, agent).by == "phrases"
    assert not connected.got


def test_the_key_is_kept_encrypted_sent_along_and_dropped_with_its_address(machine, agent):
    admin = make_agent("admin")
    machine.key = "sk-secret"
    where = {"model": "tiny", "allows_private": True, "by": admin}
    actions.connect(url=machine.url, key="sk-secret", **where)
    actions.connect(url=machine.url, key="", **where)

    assert "sk-secret" not in ModelServer.objects.get().key
    conversation = make_conversation("Keitin hajosi taas, tilaus 10233!", language="fi")
    assert draft(conversation, agent).by == "model"
    actions.connect(url="https://elsewhere.example/v1", key="", **where)
    assert ModelServer.objects.get().key == ""


def test_an_admin_connects_it_and_takes_it_away(signed_in, machine, db):
    admin = signed_in("admin")
    page = "/language-model"

    assert admin.post(page, {"url": machine.url, "model": "tiny"}).status_code == 422
    assert admin.post(page, {"url": machine.url, "model": "tiny", "allows_private": "on"}).status_code == 302
    assert machine.url in admin.get(page).content.decode()
    admin.post("/language-model/removal")
    assert not ModelServer.objects.exists()


def test_brackets_that_a_customer_writes_come_back_as_they_were():
    places = Placeholders(["Matti"])

    hidden = places.hide("[NAME1] Matti ja [NAME2]")

    assert "Matti" not in hidden
    assert places.put_back(hidden) == "[NAME1] Matti ja [NAME2]"
    with pytest.raises(Lost):
        places.put_back("[NAME77]")
