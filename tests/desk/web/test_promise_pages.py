"""Promises on the pages: confirmed after the send, seen by the next agent, kept with one key."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.care.promises import actions, queries
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.conversations import actions as talks

HX = {"HX-Request": "true"}
TEXT = "Palautamme 89 euroa 14.12.2099 mennessä."


@pytest.fixture
def promise(agent):
    conversation = make_conversation("Hei", language="fi")
    talks.reply(conversation, by=agent, text=TEXT, seen=None)
    return Promise.objects.get()


def page(desk, promise, part=""):
    return desk.get(f"/conversations/{promise.message.conversation_id}{part}").content.decode()


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
    assert "found that it was no promise" in page(desk, promise, "/trail")


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

    with django_assert_max_num_queries(35):
        desk.get(f"/conversations/{conversation.number}")


def test_what_promises_without_condition_is_asked_about_once_and_then_goes_out(desk, agent):
    conversation = make_conversation("Where is it?", language="en")
    text = {"text": "I guarantee this will never happen again."}

    asked = desk.post(f"/conversations/{conversation.number}/reply", text, headers=HX).content.decode()
    assert "promises without any condition." in asked
    assert conversation.drafts.get(agent=agent).text == text["text"]
    sure = asked.split('id="sure" value="')[1].split('"')[0]
    desk.post(f"/conversations/{conversation.number}/reply", {**text, "sure": sure}, headers=HX)

    assert conversation.messages.filter(kind="agent").count() == 1


def test_a_promise_over_the_companys_limit_is_asked_about(desk):
    lead = make_agent("lead")
    actions.limit(30, by=lead)
    conversation = make_conversation("Hei", language="fi")

    asked = desk.post(f"/conversations/{conversation.number}/reply", {"text": TEXT}, headers=HX).content.decode()
    sent = desk.post(f"/conversations/{conversation.number}/reply", {"text": "Palaan asiaan huomenna."}, headers=HX)

    assert "further ahead than the company promises." in asked
    assert sent.status_code == 204


def test_closing_asks_whether_what_is_promised_is_done(desk, promise):
    number = promise.message.conversation_id
    asked = desk.post(f"/conversations/{number}/closure", headers=HX)
    assert "This is promised still." in asked.content.decode()
    assert asked["HX-Retarget"] == "#to-confirm"

    desk.post(f"/conversations/{number}/closure", {"promises": "kept"}, headers=HX)

    promise.refresh_from_db()
    assert promise.state == "kept"
    assert promise.message.conversation.is_closed


def test_a_closed_conversation_whose_promise_stands_comes_back_on_its_day(desk, promise):
    desk.post(f"/conversations/{promise.message.conversation_id}/closure", {"promises": "stand"}, headers=HX)
    promise.refresh_from_db()

    actions.remind(promise, now=promise.remind_at)

    assert "Tilaus" in desk.get("/queue/open/rows").content.decode()


@pytest.mark.parametrize(("box", "shown"), [("mine", True), ("team", False), ("all", True)])
def test_the_ledger_has_a_box_for_each_circle(desk, promise, box, shown):
    assert (promise.words in desk.get(f"/promises?box={box}").content.decode()) is shown


def test_the_ledger_keeps_with_one_key_and_shows_what_is_over(desk, promise):
    back = desk.post(f"/promises/{promise.pk}/keeping", {"box": "all"})

    assert back.url == "/promises?box=all"
    assert promise.words not in desk.get("/promises?box=all").content.decode()
    past = desk.get("/promises?box=all&past=1").content.decode()
    assert promise.words in past
    assert "The company: 100 % kept in 90 days" in past


def test_telling_a_new_time_from_the_ledger_begins_the_answer(desk, promise):
    seen = desk.get(f"/conversations/{promise.message.conversation_id}?tell={promise.pk}").content.decode()

    assert f"Lupasimme teille: ”{promise.words}”" in seen[seen.index('id="text"') :]


def test_a_lead_sets_the_limit_and_takes_it_away(db, signed_in):
    lead = signed_in("lead")

    assert lead.post("/promise-limit", {"most_days": "0"}).status_code == 422
    lead.post("/promise-limit", {"most_days": "14"})
    assert queries.most_days() == 14
    lead.post("/promise-limit", {"most_days": ""})
    assert queries.most_days() is None


def test_the_ledger_asks_the_database_as_often_for_forty_as_for_one(desk, agent, django_assert_max_num_queries):
    for _ in range(20):
        talks.reply(make_conversation("Hei", language="fi"), by=agent, text=TEXT, seen=None)

    with django_assert_max_num_queries(10):
        desk.get("/promises?box=all")
