"""The conversation page: what is said, hostile text, answers, and what stops one."""

import re

import pytest

from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.care import actions as care
from tyyni_desk.care.models import Reading
from tyyni_desk.conversations import actions, presence
from tyyni_desk.conversations.models import Attachment, Draft, Message
from tyyni_desk.jobs import worker

HX = {"HX-Request": "true"}


def test_the_page_shows_the_words_and_how_they_were_read(desk):
    conversation = make_conversation("Missä tilaukseni 10233 on? Olen odottanut kaksi viikkoa!")
    worker.run_all()

    page = desk.get(f"/conversations/{conversation.number}").content.decode()

    assert "Olen odottanut kaksi viikkoa!" in re.sub("</?mark[^>]*>", "", page)
    assert "order 10233" in page


def test_what_a_customer_writes_cannot_become_html(desk):
    conversation = make_conversation("<script>alert(1)</script> <img src=x onerror=alert(1)>", subject="<b>x</b>")

    page = desk.get(f"/conversations/{conversation.number}").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;b&gt;x" in page


def test_an_answer_is_sent_and_the_page_loads_anew(desk):
    conversation = make_conversation()
    seen = conversation.messages.last().pk

    answer = desk.post(
        f"/conversations/{conversation.number}/reply", {"text": "Se lähti tänään.", "seen": seen}, headers=HX
    )

    assert answer["HX-Redirect"] == f"/conversations/{conversation.number}"
    assert conversation.messages.last().text == "Se lähti tänään."


def test_a_stopped_answer_shows_the_new_message_and_keeps_the_text(desk, agent):
    conversation = make_conversation()
    seen = conversation.messages.last().pk
    actions.receive(conversation, text="Löysin sen!")

    answer = desk.post(f"/conversations/{conversation.number}/reply", {"text": "Etsimme.", "seen": seen}, headers=HX)

    assert "Löysin sen!" in answer.content.decode()
    assert Draft.objects.get(agent=agent).text == "Etsimme."
    assert conversation.messages.filter(kind="agent").count() == 0


def test_a_call_written_down_is_a_conversation_like_any_other(desk):
    form = {"channel": "phone_note", "name": "Anna Nowak", "phone": "+48 600 100 200", "language": "pl"}

    desk.post("/conversations", {**form, "subject": "Zwrot", "text": "Dzwoniła trzeci raz, chce zwrotu."})
    worker.run_all()

    page = desk.get("/queue/open").content.decode()
    assert "Anna Nowak" in page
    assert "wants the money back" in page


def test_a_form_that_lacks_something_says_so_and_keeps_the_rest(desk):
    answer = desk.post("/conversations", {"channel": "phone_note", "name": "Anna", "text": "Zadzwoniła"})

    assert answer.status_code == 422
    assert "Zadzwoniła" in answer.content.decode()


def test_colleagues_see_who_is_writing(desk):
    conversation = make_conversation()
    presence.seen(conversation, agent=make_agent(name="Marek Nowak"), replying=True)

    page = desk.post(f"/conversations/{conversation.number}/presence", {"replying": "0"}).content.decode()

    assert "Marek Nowak is writing" in page


def test_asking_who_is_here_tells_nobody_that_one_is(desk, agent):
    conversation = make_conversation()

    desk.get(f"/conversations/{conversation.number}/presence")

    assert not conversation.presences.exists()


def test_a_file_with_a_page_in_it_is_saved_and_never_run(desk, settings):
    conversation = make_conversation()
    message = conversation.messages.last()
    file = Attachment(message=message, name="kuitti.html", content_type="text/html", size=9)
    file.file.save("kuitti.html", __import__("io").BytesIO(b"<script>"))

    answer = desk.get(f"/attachments/{file.pk}")

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(("page", "most"), [("", 35), ("/turns", 25), ("/step", 14)])
def test_the_page_costs_the_same_number_of_queries_for_5_messages_as_for_200(
    desk, agent, django_assert_num_queries, django_assert_max_num_queries, page, most
):
    conversation = make_conversation()
    address = f"/conversations/{conversation.number}{page}"
    reading = care.read(conversation.messages.get())
    _go_on(conversation, reading, by=agent, messages=5)
    with django_assert_max_num_queries(most) as few:
        desk.get(address)

    _go_on(conversation, reading, by=agent, messages=195)

    with django_assert_num_queries(len(few)):
        desk.get(address)


def _go_on(conversation, reading, *, by, messages):
    said = Message.objects.bulk_create(
        Message(conversation=conversation, kind="customer", customer=conversation.customer, text=f"Viesti {number}")
        if number % 2
        else Message(conversation=conversation, kind="agent", agent=by, text=f"Katson asiaa {number}.")
        for number in range(messages)
    )
    Reading.objects.bulk_create(
        Reading(message=message, labels=reading.labels, engine="x") for message in said if message.kind == "customer"
    )


def test_what_happened_is_fetched_when_it_is_opened_and_is_a_page_without_scripts(desk, agent):
    conversation = make_conversation()
    actions.assign(conversation, agent, by=agent)
    address = f"/conversations/{conversation.number}/trail"

    page = desk.get(f"/conversations/{conversation.number}").content.decode()
    alone, part = (desk.get(address, headers=headers).content.decode() for headers in ({}, HX))

    happened = f"{agent} gave it to {agent}"
    assert f'href="{address}"' in page
    assert [happened in text for text in (page, alone, part)] == [False, True, True]
    assert ["<html" in text for text in (alone, part)] == [True, False]


def test_snoozing_until_tomorrow_means_nine_in_the_morning(desk):
    conversation = make_conversation()

    desk.post(f"/conversations/{conversation.number}/snooze", {"until": "tomorrow"})

    conversation.refresh_from_db()
    assert conversation.state == "snoozed"
    assert desk.post(f"/conversations/{conversation.number}/snooze", {"until": "2020-01-01T10:00"}).status_code == 400


def test_closing_and_opening_again(desk):
    conversation = make_conversation()

    desk.post(f"/conversations/{conversation.number}/closure")
    conversation.refresh_from_db()
    assert conversation.is_closed

    desk.delete(f"/conversations/{conversation.number}/closure")
    conversation.refresh_from_db()
    assert not conversation.is_closed
