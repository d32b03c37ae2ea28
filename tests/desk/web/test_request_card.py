"""The request card: what they ask, the facts so far, and what is missing as questions to insert."""

from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Attachment
from tyyni_desk.jobs import worker
from tyyni_desk.people.models import Order

BROKEN = "Hei, teiltä ostamani keitin hajosi ja haluan rahat takaisin, 89 €. Voisitteko auttaa?"


def card(desk, conversation):
    worker.run_all()
    seen = desk.get(f"/conversations/{conversation.number}/step").content.decode()
    return seen[seen.index('aria-labelledby="asked"') :]


def test_the_card_tells_request_and_sum_and_asks_for_what_is_missing(desk):
    seen = card(desk, make_conversation(BROKEN))

    assert "wants the money back" in seen
    assert "89 €" in seen
    assert "Still missing" in seen
    assert "ilausnumero" in seen.partition("Still missing")[2]
    assert "kuva" in seen.partition("Still missing")[2]


def test_what_came_later_is_no_longer_asked_for(desk):
    conversation = make_conversation(BROKEN)
    actions.receive(conversation, text="Tilaus 10233 hajosi perjantaina 6.11.2026.")
    file = Attachment(message=conversation.messages.last(), name="a.jpg", content_type="image/jpeg", size=1)
    file.file.save("a.jpg", ContentFile(b"x"))

    seen = card(desk, conversation)

    assert "Still missing" not in seen
    assert "10233" in seen
    assert "6.11.2026" in seen


def test_an_order_that_the_company_knows_is_a_link_with_its_state(desk):
    conversation = make_conversation("Missä tilaukseni 10233 on?", customer=make_customer("Liisa Virtanen"))
    Order.objects.create(number="10233", customer=conversation.customer, total=20, state="shipped")

    seen = card(desk, conversation)

    assert 'href="/orders/10233"' in seen
    assert "on its way" in seen


def test_somebody_elses_order_is_no_link(desk):
    Order.objects.create(number="10233", customer=make_customer("Matti Korhonen"), total=20, state="shipped")

    seen = card(desk, make_conversation("Missä tilaukseni 10233 on?"))

    assert "not known here" in seen
    assert "shipped" not in seen


def test_before_a_message_is_read_there_is_no_card(desk):
    conversation = make_conversation(BROKEN)

    assert "asked" not in desk.get(f"/conversations/{conversation.number}/step").content.decode()


def test_the_card_costs_the_same_number_of_queries_for_any_length(desk):
    conversation, counts = make_conversation(BROKEN), []
    for messages in (1, 12):
        for _ in range(messages):
            actions.receive(conversation, text=BROKEN)
        worker.run_all()
        with CaptureQueriesContext(connection) as asked:
            desk.get(f"/conversations/{conversation.number}/step")
        counts.append(len(asked))

    assert counts[0] == counts[1]
