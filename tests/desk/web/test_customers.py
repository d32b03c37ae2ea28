"""The customers' list and card, as an agent uses them."""

import json

import pytest

from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.people import actions as people
from tyyni_desk.people.models import AuditEntry, Customer, CustomerNote, Order

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return make_customer("Anna Mäkelä", email="anna@asiakas.example")


def card(desk, customer):
    return desk.get(f"/customers/{customer.pk}").content.decode()


def test_the_list_finds_by_what_one_has_at_hand(desk, anna):
    make_customer("Matti")
    Order.objects.create(number="10233", customer=anna)

    for sought in ("MÄKELÄ", "anna@", "%2310233"):
        page = desk.get(f"/customers?q={sought}").content.decode()
        assert "Anna Mäkelä" in page
        assert "Matti" not in page
    assert "Nobody was found" in desk.get("/customers?q=olematon").content.decode()


def test_the_card_shows_talks_orders_value_and_where_the_parcel_is(desk, anna):
    make_conversation(customer=anna, subject="Rikki", channel="phone_note")
    Order.objects.create(number="7", customer=anna, total="1249.90", tracking_url="https://track.example/7")
    Order.objects.create(number="8", customer=anna, total="1", tracking_url="javascript:alert(1)")

    page = card(desk, anna)

    assert all(words in page for words in ("Rikki", "1,250.90 EUR", "https://track.example/7"))
    assert "javascript:" not in page


def test_what_a_customer_writes_of_themselves_is_only_text(desk):
    evil = make_customer("<script>alert(1)</script>")
    people.write_note(evil, text="<img src=x onerror=alert(1)>", by=make_agent())

    page = card(desk, evil)

    assert "<script>alert" not in page
    assert "<img" not in page


def test_a_conversation_leads_to_the_card(desk, anna):
    talk = make_conversation(customer=anna)

    assert f'href="/customers/{anna.pk}"' in desk.get(f"/conversations/{talk.number}").content.decode()


def test_ways_to_reach_somebody_are_added_and_removed(desk, anna):
    desk.post(f"/customers/{anna.pk}/identities", {"kind": "phone", "value": "040 123 4567"})
    assert "0401234567" in card(desk, anna)

    for value in ("anna@asiakas.example", "0401234567"):
        desk.post(f"/identities/{anna.identities.get(value=value).pk}/removal")
        desk.post(f"/identities/{anna.identities.last().pk}/removal")

    assert [str(one) for one in anna.identities.all()] == ["0401234567"]


@pytest.mark.parametrize(("kind", "value"), [("email", "not one"), ("phone", "123"), ("visitor", "x"), ("email", "")])
def test_a_wrong_way_to_reach_somebody_is_refused_with_its_reason(desk, anna, kind, value):
    answer = desk.post(f"/customers/{anna.pk}/identities", {"kind": kind, "value": value})

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert anna.identities.count() == 1


def test_an_address_of_somebody_else_names_them(desk, anna):
    make_customer("Matti", email="matti@asiakas.example")

    answer = desk.post(f"/customers/{anna.pk}/identities", {"kind": "email", "value": "MATTI@asiakas.example"})

    assert "Matti is known so already" in answer.content.decode()


def test_a_note_says_who_may_read_it_and_can_be_taken_out(desk, anna):
    desk.post(f"/customers/{anna.pk}/notes", {"text": "Soita illalla"})
    page = card(desk, anna)
    assert "Soita illalla" in page
    assert "The customer may read this" in page

    desk.post(f"/customer-notes/{CustomerNote.objects.get().pk}/removal")

    assert "Soita illalla" not in card(desk, anna)
    assert "Soita" not in str(list(AuditEntry.objects.values()))


def test_the_download_is_what_the_customer_may_read_and_is_logged(desk, anna, agent):
    make_conversation("Keitin on rikki", customer=anna)

    answer = desk.post(f"/customers/{anna.pk}/export")

    assert json.loads(answer.content)["conversations"][0]["messages"][0]["text"] == "Keitin on rikki"
    assert answer["Content-Disposition"].startswith("attachment")
    entry = AuditEntry.objects.get(action="customer_exported")
    assert (entry.by, entry.subject) == (agent, "Anna Mäkelä")


def test_a_name_is_mended(desk, anna):
    desk.post(f"/customers/{anna.pk}/name", {"name": "Anna Virtanen", "language": "fi"})

    assert Customer.objects.get(pk=anna.pk).name == "Anna Virtanen"


def test_the_list_and_the_card_cost_the_same_however_many_rows(desk, anna, django_assert_max_num_queries):
    for number in range(30):
        make_conversation(customer=anna)
        Order.objects.create(number=str(number), customer=anna)
        people.write_note(anna, text="x", by=make_agent())
        make_customer(f"Muu {number}")

    with django_assert_max_num_queries(8):
        desk.get("/customers?q=a")
    with django_assert_max_num_queries(29):
        card(desk, anna)
