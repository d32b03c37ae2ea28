"""Orders and snippets, kept up by programs."""

import pytest
from django.utils import timezone

from tests.desk.makers import make_customer
from tyyni_desk.people.models import Customer, Order
from tyyni_desk.snippets.models import Snippet, SnippetText

pytestmark = pytest.mark.django_db
ORDER = {
    "email": "matti@asiakas.example",
    "name": "Matti Korhonen",
    "items": [{"name": "Keitin", "quantity": 2, "price": "29.90"}],
    "total": "59.80",
    "currency": "EUR",
    "state": "lähetetty",
    "ordered_at": "2026-11-20T09:00:00+02:00",
    "tracking_url": "https://track.example/1",
}
SNIPPET = {"name": "Kiitos", "texts": {"fi": "Kiitos, {{ customer.first_name }}!", "en": "Thank you!"}}


@pytest.fixture
def shop(program):
    return program("orders:read", "orders:write", "snippets:read", "snippets:write", role="lead")


def test_an_order_is_added_with_its_customer_and_then_brought_up_to_date(shop):
    shop("PUT", "/orders/A-1", ORDER)
    answer = shop("PUT", "/orders/A-1", {"state": "perillä"})

    order = Order.objects.get()
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["total"], answer.json()["items"]) == ("perillä", "59.80", order.items)
    assert order.items == ORDER["items"]
    assert order.customer == Customer.objects.get(name="Matti Korhonen")
    assert shop.get("/orders/A-1").json() == answer.json()


def test_the_orders_of_one_customer_are_listed(shop):
    matti = make_customer(email="matti@asiakas.example")
    for number in ("A-1", "A-2"):
        shop("PUT", f"/orders/{number}", ORDER)
    shop("PUT", "/orders/B-1", {"total": "1"})

    assert [row["number"] for row in shop.get(f"/orders?customer={matti.pk}").json()["items"]] == ["A-2", "A-1"]
    assert len(shop.get("/orders").json()["items"]) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"total": "1e40"},
        {"total": 59.8},
        {"currency": "€"},
        {"tracking_url": "javascript:x"},
        {"email": "@"},
        {"totl": 1},
    ],
)
def test_an_order_that_makes_no_sense_is_refused(shop, wrong):
    assert shop("PUT", "/orders/A-1", ORDER | wrong).status_code == 422
    assert not Order.objects.exists()


def test_a_snippet_is_added_and_changed_and_a_language_left_out_stays(shop):
    shop("PUT", "/snippets/kiitos", SNIPPET)
    answer = shop("PUT", "/snippets/kiitos", {"name": "Kiitokset", "texts": {"en": "Thanks!"}}).json()

    assert answer["texts"] == {"fi": SNIPPET["texts"]["fi"], "en": "Thanks!"}
    assert (answer["name"], Snippet.objects.get().updated_by) == ("Kiitokset", shop.agent)
    assert shop.get("/snippets").json()["items"] == [answer]


@pytest.mark.parametrize(
    ("texts", "where"),
    [({}, "body.texts"), ({"fi": "{{ customer.shoe_size }}"}, "body.texts.fi"), ({"sv": "x"}, "body.texts.sv")],
)
def test_a_snippet_that_could_not_be_filled_is_refused(shop, texts, where):
    answer = shop("PUT", "/snippets/kiitos", {"name": "Kiitos", "texts": texts})

    assert [fault["where"] for fault in answer.json()["faults"]] == [where]


def test_a_retired_snippet_is_not_told_of_and_not_changed(shop):
    retired = Snippet.objects.create(name="A", shortcut="kiitos", retired_at=timezone.now())
    SnippetText.objects.create(snippet=retired, language="fi", body="x")

    assert shop.get("/snippets").json()["items"] == []
    assert shop("PUT", "/snippets/kiitos", SNIPPET).status_code == 409


def test_lists_cost_the_same_number_of_queries_for_any_number_of_rows(shop, django_assert_max_num_queries):
    for number in range(30):
        order = Order.objects.create(number=str(number), customer=make_customer())
        SnippetText.objects.create(
            snippet=Snippet.objects.create(name="A", shortcut=order.number), language="fi", body="x"
        )
    shop.get("/orders")

    for path in ("/orders", "/snippets"):
        with django_assert_max_num_queries(4):
            assert len(shop.get(path).json()["items"]) == 30
