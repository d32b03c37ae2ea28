"""Drafts by a real language model that runs on this machine: what leaves, what comes back, and when the phrases do."""

import pytest

from tests.desk.care.localmodel import local_model
from tests.desk.care.test_suggesting import LETTERS
from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.care.suggesting import actions, server
from tyyni_desk.jobs import worker
from tyyni_desk.people.models import Order

pytestmark = [pytest.mark.service, pytest.mark.django_db]

# So small a model says little that makes sense. Held to the shape of a letter, it writes one with the placeholders.
LETTER = r"""
root ::= "Hello [NAME1],\n\nI understand that " words ". I am sorry that " words ".\n\nKind regards\n[NAME2]"
words ::= [a-z] [a-z ]{20,40} [a-z]
"""


@pytest.fixture(scope="module")
def running():
    with local_model() as gateway:
        yield gateway


@pytest.fixture
def model(running, monkeypatch):
    actions.connect(url=running.url, model="smollm2", key="", allows_private=True, by=make_agent("admin"))
    running.got.clear()
    running.written.clear()
    running.grammar = ""
    monkeypatch.setattr(server, "SECONDS", 120)  # how fast this machine is, is not the question
    monkeypatch.setattr(server, "MOST_TOKENS", 80)
    return running


def letter_from(language):
    """Somebody furious, who tells everything about themselves; and the words that tell it."""
    name, text, personal = LETTERS[language]
    customer = make_customer(name)
    conversation = make_conversation(text, customer=customer, language=language)
    Order.objects.create(number=f"X{conversation.number}-998877", customer=customer)
    worker.run_all()
    return conversation, personal


def suggested(desk, conversation):
    """What comes into the composer after "Suggest a reply", and who wrote it."""
    answer = desk.get(f"/conversations/{conversation.number}/suggestion")
    assert answer.status_code == 200
    return answer.content.decode(), answer.headers["Drafted-By"]


def of_theirs(sent, personal, agent):
    """The personal words that are in ``sent``."""
    return [word for word in (*personal, agent.name, agent.first_name, agent.email) if word.lower() in sent.lower()]


def test_what_the_model_writes_comes_back_with_the_names_and_can_be_changed(desk, agent, model):
    conversation, personal = letter_from("en")
    model.grammar = LETTER

    text, by = suggested(desk, conversation)

    assert not of_theirs(model.got[0], personal, agent)
    assert by == "model"
    written = model.written[-1]  # one that an earlier test gave up on may have come before it
    assert text == written.replace("[NAME1]", "Priya").replace("[NAME2]", agent.first_name)
    page = f"/conversations/{conversation.number}"
    desk.post(f"{page}/draft", {"text": f"{text} And more."})
    assert "And more.</textarea>" in desk.get(page).content.decode()


@pytest.mark.parametrize("language", LETTERS)
def test_what_it_writes_freely_is_no_letter_so_the_phrases_draft_and_nothing_personal_left(
    desk, agent, model, language
):
    conversation, personal = letter_from(language)

    text, by = suggested(desk, conversation)

    assert model.written
    assert not of_theirs(model.got[0], personal, agent)
    assert by == "phrases"
    assert agent.first_name in text


def test_a_model_that_takes_too_long_is_not_waited_for(desk, agent, model, monkeypatch):
    monkeypatch.setattr(server, "SECONDS", 0.05)
    conversation, _ = letter_from("en")

    text, by = suggested(desk, conversation)

    assert by == "phrases"
    assert agent.first_name in text
