"""Two customers who are one: suggested, merged by hand, undone."""

import pytest

from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.people import actions as people
from tyyni_desk.people.models import Customer, CustomerMerge

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(agent):
    anna = make_customer("Anna Mäkelä", email="anna@asiakas.example")
    people.add_identity(anna, kind="phone", value="+358401234567", by=agent)
    return anna


@pytest.fixture
def caller(agent):
    return people.known_as("phone", "0401234567", name="Soittaja")


def page(desk, address):
    return desk.get(address).content.decode()


def test_a_likely_one_is_suggested_quietly_and_nobody_is_merged(desk, anna, caller):
    assert "the same phone" in page(desk, f"/customers/{anna.pk}")
    assert "the same phone" in page(desk, f"/customers/{anna.pk}/merge")

    assert not CustomerMerge.objects.exists()


def test_a_merge_and_its_undoing_on_the_card(desk, anna, caller, agent):
    talk = make_conversation(customer=caller, subject="Soitto")
    desk.post(f"/customers/{anna.pk}/merge", {"other": caller.pk})
    card = page(desk, f"/customers/{anna.pk}")
    assert "Soitto" in card
    assert f"{agent} merged Soittaja" in card
    assert desk.get(f"/customers/{caller.pk}").url == f"/customers/{anna.pk}"

    desk.post(f"/customer-merges/{CustomerMerge.objects.get().pk}/undoing")

    assert "Soitto" not in page(desk, f"/customers/{anna.pk}")
    assert "Soitto" in page(desk, f"/customers/{caller.pk}")
    talk.refresh_from_db()
    assert talk.customer == caller


def test_a_card_that_was_open_during_the_merge_still_writes_to_who_stands(desk, anna, caller):
    desk.post(f"/customers/{anna.pk}/merge", {"other": caller.pk})

    desk.post(f"/customers/{caller.pk}/notes", {"text": "Soita illalla"})

    assert anna.notes.get().text == "Soita illalla"


def test_a_second_undo_and_one_out_of_turn_say_why_nothing_happened(desk, anna, caller):
    third = make_customer("Kolmas")
    desk.post(f"/customers/{anna.pk}/merge", {"other": caller.pk})
    desk.post(f"/customers/{third.pk}/merge", {"other": anna.pk})
    first, later = CustomerMerge.objects.order_by("pk")

    assert "Undo that first" in desk.post(f"/customer-merges/{first.pk}/undoing", follow=True).content.decode()
    desk.post(f"/customer-merges/{later.pk}/undoing")
    assert "undid it first" in desk.post(f"/customer-merges/{later.pk}/undoing", follow=True).content.decode()


@pytest.mark.parametrize("other", ["", "x", "999999"])
def test_nobody_chosen_is_not_found(desk, anna, other):
    assert desk.post(f"/customers/{anna.pk}/merge", {"other": other}).status_code == 404


def test_a_customer_is_not_merged_with_themselves(desk, anna):
    answer = desk.post(f"/customers/{anna.pk}/merge", {"other": anna.pk}, follow=True)

    assert "Nothing was merged" in answer.content.decode()


def test_another_is_found_by_name_and_this_one_is_not_among_them(desk, anna):
    other = make_customer("Anna Toinen")

    found = page(desk, f"/customers/{anna.pk}/merge?q=anna")

    assert f'name="other" value="{other.pk}"' in found
    assert f'name="other" value="{anna.pk}"' not in found


def test_a_stranger_with_the_same_name_stays_a_stranger(desk, anna):
    make_conversation(customer=people.known_as("email", "toinen@asiakas.example", name="Anna Mäkelä"))

    assert Customer.objects.filter(name="Anna Mäkelä", merged_into=None).count() == 2
