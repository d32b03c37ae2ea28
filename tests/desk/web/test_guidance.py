"""The craft on the page: the next step with its reason, the review of a draft, a draft to start from."""

import pytest

from tests.desk.makers import make_conversation
from tyyni_desk.conversations import actions
from tyyni_desk.jobs import worker

FURIOUS = {
    "fi": ("Kolmas kerta kun kirjoitan! Keitin hajosi taas, tilaus 10233. Haluan rahat takaisin!", "Rauhoittukaa nyt."),
    "pl": (
        "Trzeci raz piszę! Ekspres znowu się zepsuł, zamówienie 10233. Chcę zwrotu pieniędzy!",
        "Proszę się uspokoić.",
    ),
    "en": ("Third time I write! The kettle broke again, order 10233. I want my money back!", "Please calm down."),
}


@pytest.fixture(params=FURIOUS)
def furious(request, db):
    text, fault = FURIOUS[request.param]
    conversation = make_conversation(text)
    worker.run_all()
    return conversation, fault


def test_the_step_says_why_with_the_customers_words_and_offers_phrases(desk, furious):
    conversation, _ = furious

    card = desk.get(f"/conversations/{conversation.number}/step").content.decode()

    assert "Acknowledge" in card
    assert "<q>" in card
    assert card.count("data-insert") >= 2


def test_a_draft_that_tells_the_customer_to_calm_down_is_told_so_where_it_stands(desk, furious):
    conversation, fault = furious

    found = desk.post(f"/conversations/{conversation.number}/review", {"text": fault}).content.decode()

    assert 'data-start="0"' in found
    assert "data-fix" in found
    assert "Ready to send" not in found


def test_a_review_costs_the_same_number_of_queries_however_much_was_said(desk, furious, django_assert_max_num_queries):
    conversation, fault = furious
    address = f"/conversations/{conversation.number}/review"
    with django_assert_max_num_queries(9):
        desk.post(address, {"text": fault})

    for _ in range(20):
        actions.receive(conversation, text="Ja vielä yksi asia.")
    worker.run_all()

    with django_assert_max_num_queries(9):
        desk.post(address, {"text": fault})


def test_a_draft_is_reviewed_while_the_last_message_is_being_read(desk, furious):
    conversation, fault = furious
    actions.receive(conversation, text="Hei?")

    found = desk.post(f"/conversations/{conversation.number}/review", {"text": fault}).content.decode()

    assert 'data-start="0"' in found


def test_an_empty_draft_has_no_review(desk, furious):
    conversation, _ = furious

    assert desk.post(f"/conversations/{conversation.number}/review", {"text": " "}).content.strip() == b""


def test_a_suggestion_is_signed_names_the_order_and_holds_no_tag(desk, agent, furious):
    conversation, _ = furious

    draft = desk.get(f"/conversations/{conversation.number}/suggestion").content.decode()

    assert agent.first_name in draft
    assert "10233" in draft
    assert "{{" not in draft


def test_the_step_shows_what_was_done_already_and_the_sentence_that_did_it(desk, agent, furious):
    conversation, _ = furious
    answers = {
        "fi": "Ymmärrän, että tämä on todella turhauttavaa.",
        "pl": "Rozumiem, że to bardzo frustrujące.",
        "en": "I understand how frustrating this is.",
    }
    conversation.refresh_from_db()
    answer = answers[conversation.language]
    message = actions.reply(conversation, by=agent, text=answer, seen=None)

    card = desk.get(f"/conversations/{conversation.number}/step").content.decode()

    done = card[card.index("Done already") :]
    assert "acknowledged" in done
    assert f'href="#m{message.pk}"' in done
    assert answer.split(",")[0] in done


def test_the_words_that_ask_for_the_step_lead_to_their_message(desk, furious):
    conversation, _ = furious

    card = desk.get(f"/conversations/{conversation.number}/step").content.decode()

    assert f'href="#m{conversation.messages.get().pk}"' in card
    assert "Done already" not in card


def reviewed(desk, conversation, text):
    return desk.post(f"/conversations/{conversation.number}/review", {"text": text}).content.decode()


def test_the_name_is_counted_and_the_length_stands_beside_the_customers(desk, furious):
    conversation, _ = furious

    assert "Name: not yet." in reviewed(desk, conversation, "Hei!")
    assert "Name: once." in reviewed(desk, conversation, "Hei Matti!")
    twice = reviewed(desk, conversation, "Matti, kuulkaa Matti.")
    assert "Name: 2 times." in twice
    assert "3 words, theirs" in twice


@pytest.mark.parametrize(
    ("asked", "draft", "code"),
    [
        ("Haluan rahat takaisin, keitin on rikki!", "Takuu on päättynyt, joten meillä ei ole vastuuta.", "L1"),
        ("Great kettle.", "Delete your review and we will refund you.", "F_REVDEL"),
    ],
)
def test_what_may_be_against_the_law_is_in_sight_with_its_reason(desk, asked, draft, code):
    conversation = make_conversation(asked)
    worker.run_all()

    assert f'data-code="{code}"' in reviewed(desk, conversation, draft)
