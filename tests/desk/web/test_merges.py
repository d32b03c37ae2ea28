"""Conversations merged and split from their page, and each undone there."""

import pytest

from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.conversations import actions, sides
from tyyni_desk.conversations.models import Conversation, Merge
from tyyni_desk.jobs import worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return make_customer("Anna")


def page(desk, number, part=""):
    return desk.get(f"/conversations/{number}{part}").content.decode()


def test_the_customers_other_conversations_are_offered_first(desk, anna):
    first = make_conversation(customer=anna, subject="Ensimmäinen")
    second = make_conversation(customer=anna, subject="Toinen")
    make_conversation(subject="Vieras")

    offered = page(desk, second.number, "/merge")

    assert f'name="into" value="{first.number}"' in offered
    assert "Vieras" not in offered


@pytest.mark.parametrize("sought", ["%23{number}", "{number}", "kahvinkeitin"])
def test_another_is_found_by_its_number_or_words(desk, anna, sought):
    talk, other = make_conversation(customer=anna), make_conversation("Kahvinkeitin on rikki", subject="Vieras")
    worker.run_all()

    offered = page(desk, talk.number, f"/merge?q={sought.format(number=other.number)}")

    assert f'name="into" value="{other.number}"' in offered


def test_an_unknown_filter_says_so(desk, anna):
    answer = desk.get(f"/conversations/{make_conversation(customer=anna).number}/merge?q=is:strange")

    assert answer.status_code == 422


def test_a_merge_leads_to_what_stands_and_is_undone_there(desk, anna):
    first = make_conversation("Ensin", customer=anna)
    second = make_conversation("Sitten", customer=anna)

    desk.post(f"/conversations/{second.number}/merge", {"into": first.number})
    merged = page(desk, first.number)
    assert "Ensin" in merged
    assert "Sitten" in merged
    assert "was merged into this" in merged
    assert desk.get(f"/conversations/{second.number}").url == f"/conversations/{first.number}"

    desk.post(f"/merges/{Merge.objects.get().pk}/undoing")

    assert "Sitten" not in page(desk, first.number)
    assert "Sitten" in page(desk, second.number)


@pytest.mark.parametrize(("into", "status"), [("", 404), ("x", 404), ("999999", 404), ("9" * 40, 404)])
def test_no_such_conversation(desk, anna, into, status):
    talk = make_conversation(customer=anna)

    assert desk.post(f"/conversations/{talk.number}/merge", {"into": into}).status_code == status


def test_a_side_conversation_is_neither_offered_nor_merged(desk, anna, agent):
    talk = make_conversation(customer=anna)
    side = sides.begin_side(talk, to="v@toimittaja.example", subject="Onko?", text="Onko hyllyssä?", by=agent)
    assert "Merge with another" not in page(desk, side.number)

    answer = desk.post(f"/conversations/{side.number}/merge", {"into": talk.number}, follow=True)

    assert "Nothing was merged" in answer.content.decode()


def test_a_split_and_its_undoing(desk, anna):
    talk = make_conversation("Missä paketti on?", customer=anna)
    other = actions.receive(talk, text="Lasku on väärin.")

    answer = desk.post(f"/conversations/{talk.number}/split", {"message": other.pk, "subject": "Lasku"})

    new = Conversation.objects.get(subject="Lasku")
    assert answer.url == f"/conversations/{new.number}"
    assert f"Taken out of #{talk.number}" in page(desk, new.number)
    assert f'href="/conversations/{new.number}"' in page(desk, talk.number)
    desk.post(f"/merges/{Merge.objects.get().pk}/undoing")
    assert "Lasku on väärin." in page(desk, talk.number)


def test_a_split_of_nothing_or_of_everything_says_what_to_do(desk, anna):
    talk = make_conversation(customer=anna)

    nothing = desk.post(f"/conversations/{talk.number}/split", {"subject": "x"})
    everything = desk.post(f"/conversations/{talk.number}/split", {"message": talk.messages.get().pk})

    assert (nothing.status_code, everything.status_code) == (422, 422)
    assert "Choose the messages" in nothing.content.decode()
    assert "Leave at least one" in everything.content.decode()
    assert Conversation.objects.count() == 1


def test_an_undo_out_of_turn_says_what_comes_first(desk, anna):
    numbers = [make_conversation(customer=anna).number for _ in range(3)]
    desk.post(f"/conversations/{numbers[0]}/merge", {"into": numbers[1]})
    desk.post(f"/conversations/{numbers[1]}/merge", {"into": numbers[2]})

    answer = desk.post(f"/merges/{Merge.objects.order_by('pk').first().pk}/undoing", follow=True)

    assert "Undo that first" in answer.content.decode()
