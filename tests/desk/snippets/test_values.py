"""What a tag stands for in a conversation: in the customer's language, and never another customer's or a guess."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni.drafting.facts import STATES
from tyyni_desk.conversations import queries
from tyyni_desk.people.models import Order
from tyyni_desk.snippets import values
from tyyni_desk.snippets.states import state_in_words

ORDERED = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Helsinki"))


def order(customer, number="10233", **fields):
    given = {"total": Decimal("1249.50"), "currency": "EUR", "state": "shipped", "ordered_at": ORDERED, **fields}
    return Order.objects.create(customer=customer, number=number, **given)


def known(conversation, language):
    return values.values(conversation, agent=make_agent(name="Aino Lahti"), language=language)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", {"order.state": "matkalla", "order.date": "20.11.2026", "order.total": "1\xa0249,50\xa0€"}),
        ("pl", {"order.state": "w drodze", "order.date": "20.11.2026", "order.total": "1\xa0249,50\xa0€"}),
        ("en", {"order.state": "on its way", "order.total": "€1,249.50"}),
    ],
)
def test_an_order_is_told_in_the_customers_language(language, said):
    conversation = make_conversation()
    order(conversation.customer)

    assert said.items() <= known(conversation, language).items()


@pytest.mark.parametrize("language", ["fi", "pl"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_that_the_engine_knows_has_words(state, language):
    assert state_in_words(state, language) != state
    assert state_in_words(state.upper(), "en") != state.upper()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "name", "text", "greeting"),
    [
        ("fi", "Matti Korhonen", "Missä paketti on?", "Hei Matti"),
        ("pl", "Anna Kowalska", "Gdzie jest paczka?", "Pani Anno"),
        ("pl", "Marek Nowak", "Gdzie jest paczka?", "Panie Marku"),
        ("pl", "", "Czekałam dwa tygodnie!", "Dzień dobry"),
        ("en", "Priya Nair", "Where is it?", "Priya"),
    ],
)
def test_the_greeting_is_one_that_the_language_has(language, name, text, greeting):
    conversation = make_conversation(text, customer=make_customer(name), language=language)

    assert greeting in known(conversation, language)["customer.greeting"]


@pytest.mark.django_db
def test_the_order_named_last_is_meant_and_of_several_none_is_guessed():
    customer = make_customer()
    order(customer, "10233"), order(customer, "10240")
    vague, exact = make_conversation("Missä se on?", customer=customer), make_conversation("10240?", customer=customer)

    assert queries.order_of(exact).number == "10240"
    assert queries.order_of(vague) is None
    assert "several orders" in values.why("order.number", vague)


@pytest.mark.django_db
def test_another_customers_order_is_never_told():
    order(make_customer(), "10233", tracking_url="https://track.example/10233")

    conversation = make_conversation("Missä tilaukseni 10233 on?")

    assert "order.tracking_url" not in known(conversation, "fi")
    assert "No order" in values.why("order.tracking_url", conversation)


@pytest.mark.django_db
def test_a_number_inside_a_longer_one_is_not_the_order():
    customer = make_customer()
    order(customer, "1023"), order(customer, "77")

    assert queries.order_of(make_conversation("Puhelimeni on 0401023777", customer=customer)) is None


@pytest.mark.django_db
def test_a_missing_value_says_why():
    conversation = make_conversation(customer=make_customer(""))

    found = values.missing(
        "{{ customer.first_name }} {{order.number}} {{ shoe.size }}", conversation, agent=make_agent(), language="fi"
    )

    assert dict(found) == {
        "customer.first_name": "It is not known of this customer.",
        "order.number": "No order of this customer is known.",
        "shoe.size": "There is no such tag.",
    }


@pytest.mark.django_db
def test_a_conversation_whose_language_is_not_known_yet_has_values_too():
    conversation = make_conversation(language="")
    order(conversation.customer)

    assert known(conversation, "")["order.total"]
    assert known(conversation, "")["customer.greeting"]
