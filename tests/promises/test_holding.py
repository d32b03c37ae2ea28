"""A reply that only says that somebody looks into it is no answer."""

import pytest

from tyyni.promises.holding import is_holding_reply, takes_position


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("fi", "Kiitos viestistänne. Olemme vastaanottaneet reklamaationne ja selvitämme asiaa. Palaamme asiaan."),
        ("fi", "Tutkimme asian ja otamme teihin yhteyttä ensi viikolla."),
        ("pl", "Otrzymaliśmy Pani reklamację. Sprawdzamy sprawę i wrócimy do Pani w przyszłym tygodniu."),
        ("pl", "Zgłoszenie zostało przyjęte i jest rozpatrywane. Damy znać."),
        ("en", "Thank you for your message. We are looking into it and will come back to you."),
        ("en", "Your complaint has been logged and is under review."),
    ],
)
def test_a_holding_reply(language, reply):
    assert is_holding_reply(reply, language)
    assert not takes_position(reply, language)


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("fi", "Selvitimme asian. Hyväksymme reklamaationne ja palautamme rahat."),
        ("fi", "Tutkimme laitteen. Emme hyväksy vaatimusta, sillä kyse on kulumisesta."),
        ("pl", "Sprawdziliśmy buty. Uznajemy reklamację i zwracamy pełną kwotę."),
        ("pl", "Otrzymaliśmy reklamację i niestety ją odrzucamy."),
        ("en", "We have received your complaint and we uphold it: we will refund the full amount."),
        ("en", "Having looked into it, we cannot offer a refund."),
        ("en", "Have a nice day!"),
    ],
)
def test_an_answer(language, reply):
    assert not is_holding_reply(reply, language)


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("fi", "Hyväksymme reklamaationne ja palautamme rahat."),
        ("pl", "Otrzymaliśmy reklamację i niestety ją odrzucamy."),
        ("en", "We uphold your complaint: we will refund the full amount."),
    ],
)
def test_an_answer_takes_a_position(language, reply):
    assert takes_position(reply, language)
