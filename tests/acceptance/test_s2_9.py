"""S2.9: a snippet fetches the customer's name and order data; what has no value is shown before sending.

Page: a conversation's composer; /snippets
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.conversations.models import Message
from tyyni_desk.people.models import Order
from tyyni_desk.snippets import actions

TEXTS = {
    "fi": "Hei {{ customer.first_name }}, tilauksenne {{ order.number }} on {{ order.state }}.",
    "pl": "Dzień dobry! Zamówienie {{ order.number }} jest {{ order.state }}, {{ customer.name }}.",
    "en": "Hello {{ customer.first_name }}, your order {{ order.number }} is {{ order.state }}.",
}
CASES = {
    "fi": ("Liisa Virtanen", "Hei Liisa, tilauksenne 10233 on matkalla."),
    "pl": ("Anna Kowalska", "Dzień dobry! Zamówienie 10233 jest w drodze, Anna Kowalska."),
    "en": ("Priya Nair", "Hello Priya, your order 10233 is on its way."),
}
MISSING = "{{ order.tracking_url }}"


def conversation_in(language, *, ordered=True):
    name, filled = CASES[language]
    conversation = make_conversation("10233?", customer=make_customer(name), language=language)
    if ordered:
        Order.objects.create(number="10233", customer=conversation.customer, total=20, state="shipped")
    return conversation, filled


@pytest.fixture
def address(db):
    """The address of the snippet in a conversation, as the composer's own list gives it."""
    actions.add(by=make_agent("lead"), name="Matkalla", shortcut="matkalla", team=None, texts=TEXTS)

    def of(desk, conversation):
        listed = desk.get(f"/conversations/{conversation.number}/snippets").content.decode()
        return listed.split('data-insertion="')[1].split('"')[0]

    return of


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.lib.tags.fill", lambda text, values: text)
def test_a_snippet_names_the_customer_and_the_order_in_their_language(desk, address, language):
    conversation, filled = conversation_in(language)

    assert desk.post(address(desk, conversation)).content.decode() == filled


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.snippets.values.missing", lambda *_, **__: [])
def test_a_value_that_is_missing_is_shown_while_writing_with_the_reason(desk, language):
    conversation, filled = conversation_in(language)

    found = desk.post(f"/conversations/{conversation.number}/review", {"text": f"{filled} {MISSING}"})

    assert MISSING in found.content.decode()
    assert "The shop has not told it of this order." in found.content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.lib.tags.unfilled", lambda text: [])
def test_an_answer_with_a_tag_in_it_is_not_sent_and_not_lost(desk, agent, language):
    conversation, filled = conversation_in(language)

    answer = desk.post(f"/conversations/{conversation.number}/reply", {"text": f"{filled} {MISSING}"})

    assert "Nothing was sent: no value for order.tracking_url." in answer.content.decode()
    assert not conversation.messages.filter(kind=Message.Kind.AGENT).exists()
    assert conversation.drafts.get(agent=agent).text.endswith(MISSING)


@pytest.mark.parametrize("text", ["Koodi on {10233}.", "Kirjoitin {{ vahingossa.", "Muoto: {{ 1 + 1 }}"])
def test_braces_that_are_no_tag_go_out_unhindered(desk, text):
    conversation, _ = conversation_in("fi", ordered=False)

    shown = desk.post(f"/conversations/{conversation.number}/review", {"text": text}).content.decode()
    desk.post(f"/conversations/{conversation.number}/reply", {"text": text})

    assert 'class="missing"' not in shown
    assert conversation.messages.get(kind=Message.Kind.AGENT).text == text
