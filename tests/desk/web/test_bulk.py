"""One thing done to many, and questions to somebody else by mail (S2.19)."""

from tests.desk.makers import make_conversation
from tyyni_desk.conversations import actions


def test_many_are_closed_at_once(desk):
    chosen = [make_conversation() for _ in range(3)]
    left = make_conversation()

    desk.post("/bulk", {"verb": "close", "number": [conversation.number for conversation in chosen]})

    for conversation in (*chosen, left):
        conversation.refresh_from_db()
    assert [conversation.state for conversation in chosen] == ["closed"] * 3
    assert left.state == "open"


def test_an_unknown_verb_changes_nothing(desk):
    conversation = make_conversation()

    assert desk.post("/bulk", {"verb": "erase", "number": conversation.number}).status_code == 400


def test_a_question_to_a_supplier_hangs_on_the_conversation_and_not_in_the_queue(desk):
    conversation = make_conversation(subject="Keitin rikki")
    form = {"to": "huolto@toimittaja.example", "subject": "Keitin 7", "text": "Milloin varaosa tulee?"}

    desk.post(f"/conversations/{conversation.number}/sides", form)

    side = conversation.sides.get()
    assert side.messages.get().text == "Milloin varaosa tulee?"
    assert "Keitin 7" in desk.get(f"/conversations/{conversation.number}").content.decode()
    assert "Keitin 7" not in desk.get("/queue/all").content.decode()


def test_the_suppliers_answer_is_news_for_the_conversation(desk, agent):
    conversation = make_conversation()
    desk.post(
        f"/conversations/{conversation.number}/sides",
        {"to": "huolto@toimittaja.example", "subject": "Osa", "text": "Milloin?"},
    )

    actions.receive(conversation.sides.get(), text="Huomenna.")

    assert "side_answered" in [event.kind for event in conversation.events.all()]


def test_a_question_without_an_address_keeps_what_was_written(desk):
    conversation = make_conversation()

    answer = desk.post(f"/conversations/{conversation.number}/sides", {"to": "x", "subject": "Osa", "text": "Milloin?"})

    assert answer.status_code == 422
    assert "Milloin?" in answer.content.decode()
