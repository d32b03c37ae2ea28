"""Where a customer lives: as an agent set it, else as their phone tells, and never by language or mail address."""

import pytest

from tests.desk.care.talks import make_talk
from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.care.countries import calendar_of, country_of
from tyyni_desk.care.safety.lines import help_for
from tyyni_desk.people.models import Identity


@pytest.mark.parametrize(
    ("phone", "set_to", "country"),
    [("+358 40 123", "", "FI"), ("0048 601 234", "", "PL"), ("+358 40 123", "PL", "PL"), ("040 123", "", "")],
)
def test_what_an_agent_set_goes_before_the_phone(db, phone, set_to, country):
    customer = make_customer(email="a@koti.fi", language="fi")
    Identity.objects.create(customer=customer, kind="phone", value=phone)
    customer.country = set_to

    assert country_of(customer) == country
    assert help_for(customer).country == country


def test_a_country_set_on_the_card_changes_the_help_lines_and_the_holidays(desk):
    talk = make_talk("I want to kill myself over this bill.", language="en")
    card = f"/customers/{talk.customer_id}"

    desk.post(f"{card}/name", {"name": "Anna", "language": "en", "country": "PL"})

    talk.refresh_from_db()
    assert "Poland" in desk.get(card).content.decode()
    assert "800 70 2222" in desk.get(f"/conversations/{talk.number}").content.decode()
    assert calendar_of(talk).country == "PL"


def test_an_unknown_country_is_refused_and_an_unset_one_stays_a_question(desk):
    conversation = make_conversation()
    card = f"/customers/{conversation.customer_id}"

    assert desk.post(f"{card}/name", {"name": "Anna", "language": "en", "country": "XX"}).status_code == 422
    assert country_of(conversation.customer) == ""
