"""S0.12: remedies that fit the request and the case stand beside the conversation, with what became of them before.

Page: a conversation; /remedies
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.remedies import make_given, make_order, make_remedy, read_all
from tests.desk.makers import make_conversation
from tyyni_desk.care.remedies.models import GoodwillRules, RemedyGiven

ASKS = {
    "fi": "Hei, kahvinkeitin lakkasi toimimasta kahden viikon jälkeen, tilaus 10233. Haluan uuden tilalle.",
    "pl": "Dzień dobry, ekspres przestał działać po dwóch tygodniach, zamówienie 10233. Proszę o wymianę na nowy.",
    "en": "Hello, the coffee maker stopped working after two weeks, order 10233. I would like a replacement.",
}
NAME = "Uusi tuote", "Nowy produkt", "A new one"
SAID = {
    "fi": "Lähetän teille uuden tuotteen veloituksetta.",
    "pl": "nowy produkt bezpłatnie.",
    "en": "I will send you a new one free of charge.",
}
CLAUSE = {"fi": "lähetän teille uuden tuotteen", "pl": "nowy produkt bezpłatnie", "en": "I will send you a new one"}
THANKS = {"fi": "Kiitos nopeasta avusta, kaikki toimii!", "pl": "Dziękuję za pomoc!", "en": "Thank you so much!"}


def case(language, text=ASKS, **order):
    conversation = make_conversation(text[language], language=language)
    make_order(conversation, **{"total": "89", "days": 20, **order})
    return read_all(conversation)


def beside(desk, conversation):
    return desk.get(f"/conversations/{conversation.number}/remedies").content.decode()


@pytest.mark.parametrize("language", ASKS)
@without("tyyni_desk.care.remedies.queries.fitting", lambda *given, **named: [])
def test_what_fits_stands_there_with_its_cost_its_reason_and_the_words_for_the_customer(desk, language):
    make_remedy(requests=["replacement"], order_states=["delivered"], most_days=60, cost="15")
    make_remedy(requests=["data_access"], names={"en": "something else"})

    seen = beside(desk, case(language))

    assert "A new one" in seen
    assert "15" in seen
    for why in ("wants a new one", "delivered", "20 days after the order"):
        assert why in seen
    assert SAID[language] in seen
    assert "something else" not in seen


@pytest.mark.parametrize("language", ASKS)
@without("tyyni_desk.care.remedies.queries.outcomes", lambda *given, **named: {})
def test_past_outcomes_are_told_from_five_up(desk, agent, language):
    GoodwillRules.objects.create(most_times=None)
    remedy, conversation = make_remedy(requests=["replacement"]), case(language)
    assert "not given often enough to tell" in beside(desk, conversation)

    for _ in range(5):
        make_given(remedy, make_conversation(ASKS[language], language=language), by=agent, days=40)

    assert "5 of 5 did not come back within 30 days" in beside(desk, conversation)


@pytest.mark.parametrize("language", ASKS)
@without("tyyni_desk.care.remedies.actions.give", lambda *given, **named: None)
def test_one_key_writes_down_that_it_was_given_and_another_takes_it_back(desk, agent, language):
    remedy, conversation = make_remedy(requests=["replacement"]), case(language)

    seen = desk.post(f"/conversations/{conversation.number}/remedies/{remedy.pk}", {"sum": "8.90"}).content.decode()

    assert "Given here" in seen
    given = RemedyGiven.objects.get()
    assert (given.by, given.conversation, given.order.number) == (agent, conversation, "10233")
    trail = desk.get(f"/conversations/{conversation.number}/trail").content.decode()
    assert "gave the customer: A new one" in trail
    assert "Given here" not in desk.post(f"/remedies-given/{given.pk}/taking-back").content.decode()


@pytest.mark.parametrize("language", ASKS)
@without("tyyni_desk.care.remedies.queries.facts", lambda *given, **named: {})
def test_a_suggested_reply_offers_what_fits(desk, language):
    make_remedy(requests=["replacement"])

    draft = desk.get(f"/conversations/{case(language).number}/suggestion").content.decode()

    assert CLAUSE[language] in draft


@pytest.mark.parametrize("language", THANKS)
def test_thanks_are_answered_without_a_remedy(desk, language):
    make_remedy()

    assert "Remedies</h2>" not in beside(desk, case(language, THANKS))
