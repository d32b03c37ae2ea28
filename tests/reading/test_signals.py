"""What the customer denies, quotes or only reports is not held against them."""

import pytest

from tyyni.reading.signals import findings, strengths
from tyyni.text.value import Text


def signals(text, language):
    return strengths(findings(Text(text), language))


@pytest.mark.parametrize(
    ("language", "said", "denied", "signal"),
    [
        ("fi", "Haluan rahat takaisin.", "En halua rahoja takaisin.", "request.refund"),
        ("pl", "Proszę o zwrot pieniędzy.", "Nie chcę zwrotu pieniędzy.", "request.refund"),
        ("en", "I want a refund.", "I don't want a refund.", "request.refund"),
    ],
)
def test_a_denied_request_is_none(language, said, denied, signal):
    assert signal in signals(said, language)
    assert signal not in signals(denied, language)


@pytest.mark.parametrize(
    ("language", "own", "reported"),
    [
        ("fi", "Olet idiootti.", "Kuski haukkui minua idiootiksi."),
        ("pl", "Jesteście idiotami.", "Kurier wyzwał mnie od idiotów."),
        ("en", "You are an idiot.", "The driver called me an idiot."),
    ],
)
def test_an_insult_that_somebody_else_said_is_not_the_customers(language, own, reported):
    assert "abuse.insult" in signals(own, language)
    assert "abuse.insult" not in signals(reported, language)


def test_a_quoted_insult_is_not_the_customers():
    assert "abuse.insult" not in signals("Your driver wrote “you idiot” on the parcel.", "en")


def test_the_strongest_phrase_of_a_signal_counts():
    weak, strong = signals("ärsyttää", "fi"), signals("ärsyttää, olen raivoissani", "fi")

    assert strong["anger.heated"] > weak["anger.heated"]
