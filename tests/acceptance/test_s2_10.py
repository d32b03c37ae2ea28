"""S2.10: the customer's orders and their earlier talks in every channel stand beside the conversation.

Page: a conversation; /customers/<number>
"""

import pytest
from django.utils import timezone

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.conversations import queries
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Order
from tyyni_desk.web import conversation as page

CASES = {
    "fi": ("Liisa Virtanen", "Missä paketti on?", "Soitto: laturi rikki"),
    "pl": ("Anna Kowalska", "Gdzie jest paczka?", "Telefon: zepsuta ładowarka"),
    "en": ("Priya Nair", "Where is my parcel?", "Call: broken charger"),
}
HERE = queries.history
SHOWN = page.page


def known_customer(language):
    """A customer with two orders, a call and a visit, who now writes; the conversation."""
    name, text, earlier = CASES[language]
    customer = make_customer(name)
    for number, state, url in (("10233", "shipped", "https://track.example/10233"), ("10190", "returned", "")):
        Order.objects.create(
            number=number,
            customer=customer,
            total="49.90",
            state=state,
            ordered_at=timezone.now(),
            tracking_url=url,
            items=[{"name": "Aalto", "quantity": 2}],
        )
    make_conversation(text, customer=customer, channel="phone_note", subject=earlier, language=language)
    make_conversation(text, customer=customer, channel="store_note", subject="Aalto", language=language)
    return make_conversation(text, customer=customer, language=language)


def shown(desk, conversation):
    return desk.get(f"/conversations/{conversation.number}").content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.web.conversation.page", lambda *given: {**SHOWN(*given), "orders": []})
def test_every_order_stands_beside_the_conversation_with_its_state_and_where_it_is(desk, language):
    seen = shown(desk, known_customer(language))

    for words in ("10233", "10190", "on its way", "returned", "2 × Aalto", "49.90 EUR", "https://track.example/10233"):
        assert words in seen


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.conversations.queries.history", lambda talk: [one for one in HERE(talk) if one.channel == "email"])
def test_what_was_said_before_in_other_channels_is_one_click_away(desk, language):
    conversation = known_customer(language)

    seen = shown(desk, conversation)

    for earlier in conversation.customer.conversations.exclude(pk=conversation.pk):
        assert f'href="/conversations/{earlier.number}"' in seen
        assert earlier.get_channel_display() in seen
    assert CASES[language][2] in seen


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.web.customers.cards.with_customer", lambda customer: Conversation.objects.none())
def test_the_customers_page_a_click_away_holds_all_of_it(desk, language):
    conversation = known_customer(language)
    card = f"/customers/{conversation.customer_id}"

    assert f'href="{card}"' in shown(desk, conversation)
    seen = desk.get(card).content.decode()
    for words in ("10233", "10190", CASES[language][2], "phone", "shop"):
        assert words in seen


def test_another_customers_orders_and_talks_stay_out_of_sight(desk):
    known_customer("fi")

    seen = shown(desk, make_conversation("Hei", customer=make_customer("Matti Korhonen"), subject="Kysymys"))

    panel = seen[seen.index("Orders</h2>") :]
    assert "No orders are known." in panel
    assert "This is the first conversation." in panel
    assert "10233" not in panel
