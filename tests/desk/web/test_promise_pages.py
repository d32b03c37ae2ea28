"""Promises on the pages: confirmed after the send, seen by the next agent, kept with one key."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.care.promises import actions
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.conversations import actions as talks

HX = {"HX-Request": "true"}
TEXT = "Palautamme 89 euroa 14.12.2099 mennessä."


@pytest.fixture
def promise(agent):
    conversation = make_conversation("Hei", language="fi")
    talks.reply(conversation, by=agent, text=TEXT, seen=None)
    return Promise.objects.get()


def page(desk, promise):
    return desk.get(f"/conversations/{promise.message.conversation_id}").content.decode()


def form(promise, **fields):
    return {"owner": promise.owner_id, "due_at": "2099-12-14T16:00", "every_days": "", **fields}


def test_the_author_is_asked_once_and_may_give_it_to_another(desk, promise):
    marek = make_agent(name="Marek Nowak")
    assert "You promised this" in page(desk, promise)

    desk.post(f"/promises/{promise.pk}/confirmation", form(promise, owner=marek.pk, every_days="2"), headers=HX)

    promise.refresh_from_db()
    assert (promise.owner, promise.every_days, promise.is_confirmed) == (marek, 2, True)
    seen = page(desk, promise)
    assert "You promised this" not in seen
    assert "due 14 Dec 2099" in seen
    assert "16:00 · Marek Nowak · an update every 2 days" in seen


def test_a_time_that_has_passed_is_asked_for_again(desk, promise):
    answer = desk.post(f"/promises/{promise.pk}/confirmation", form(promise, due_at="2020-01-01T10:00"), headers=HX)

    assert "Choose a time that is still to come." in answer.content.decode()
    assert not Promise.objects.get().is_confirmed


def test_a_colleague_is_not_asked_but_sees_what_is_owed(signed_in, promise):
    seen = page(signed_in("agent"), promise)

    assert "You promised this" not in seen
    assert "Palautamme 89 euroa 14.12.2099 mennessä" in seen[seen.index("Promised</h2>") :]


def test_what_was_no_promise_leaves_only_a_trace(desk, promise):
    desk.post(f"/promises/{promise.pk}/removal", headers=HX)

    assert not Promise.objects.exists()
    assert "found that it was no promise" in page(desk, promise)


def test_one_key_keeps_it_and_a_second_press_harms_nothing(desk, promise):
    for _ in range(2):
        answer = desk.post(f"/promises/{promise.pk}/keeping", headers=HX)

    assert "Palautamme" not in answer.content.decode()
    assert Promise.objects.get().state == "kept"


def test_an_answer_that_takes_the_place_of_another_moves_it(desk, agent, promise):
    talks.reply(promise.message.conversation, by=agent, text="Palautamme rahat 20.12.2099 mennessä.", seen=None)
    new = Promise.objects.exclude(pk=promise.pk).get()

    desk.post(f"/promises/{new.pk}/confirmation", form(new, instead_of=promise.pk), headers=HX)

    promise.refresh_from_db()
    assert (promise.state, promise.told) == ("moved", new.message)


def test_the_queue_says_in_words_what_is_due_today_and_what_is_broken(desk, promise):
    soon = timezone.now() + timedelta(seconds=1)
    actions.confirm(promise, by=promise.owner, owner=promise.owner, due_at=soon)
    talks.call_up(promise.message.conversation)
    assert "promise due today" in desk.get("/queue/open/rows").content.decode()

    actions.break_late(promise, now=soon)

    assert "promise broken" in desk.get("/queue/open/rows").content.decode()


def test_a_promise_far_ahead_says_nothing_in_the_queue(desk, promise):
    assert "promise" not in desk.get("/queue/waiting/rows").content.decode()


def test_the_page_asks_the_database_as_often_for_many_promises_as_for_two(desk, django_assert_max_num_queries):
    conversation = make_conversation("Hei", language="fi")
    for _ in range(12):
        talks.reply(conversation, by=make_agent(), text=TEXT, seen=None)

    with django_assert_max_num_queries(32):
        desk.get(f"/conversations/{conversation.number}")
