"""What is missing is asked for, in the customer's language and form of address; what is known is not."""

import re

import pytest

import tyyni
from tyyni.drafting.request import request_of
from tyyni.lexicon.rules import LANGUAGES, pack_file
from tyyni.models.labels import CHANNELS

BROKEN = {
    "fi": "Hei, teiltä ostamani keitin hajosi ja haluan rahat takaisin. Voisitteko auttaa?",
    "pl": "Dzień dobry, ekspres kupiony u Państwa się zepsuł. Proszę o zwrot pieniędzy.",
    "en": "Hello, the kettle I bought from you broke and I want a refund.",
}
COMPLETE = {
    "fi": "Missä tilaukseni 10233 on?",
    "pl": "Gdzie jest moja paczka, zamówienie 10233?",
    "en": "Where is my order 10233?",
}


def asked(text, **more):
    return request_of(text, tyyni.read(text, profile="fast"), **more)


def facts(text, **more):
    return [question.fact for question in asked(text, **more).questions]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_broken_thing_without_an_order_is_asked_for_order_photo_and_day(language):
    found = asked(BROKEN[language])

    assert [question.fact for question in found.questions] == ["order", "photo", "since"]
    assert found.paraphrase
    assert all(question.text.endswith((".", "?")) and "[" not in question.text for question in found.questions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asked_that_the_customer_or_the_company_told(language):
    assert facts(COMPLETE[language]) == []
    assert facts(BROKEN[language], known=("order", "photo", "since")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Moi, keitin hajosi, saanko sun mielestä rahat takas?", "sinä"),
        ("Hei, ostamani keitin hajosi, palauttaisitteko rahat?", "te"),
    ],
)
def test_the_question_keeps_the_customers_form_of_address(text, words):
    told = " ".join(question.text for question in asked(text, language="fi").questions)

    assert ("tteko" in told or "ttekö" in told or "nne" in told) == (words == "te")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Please call me back about my complaint.", "call"),
        ("I want a copy of all the data you hold about me.", "account"),
        ("Olette laskuttaneet minua kahdesti!", "invoice"),
        ("Your driver was rude to me on the phone yesterday, order 10233.", "outcome"),
        ("Hej, pytanie.", "what"),
    ],
)
def test_each_kind_of_matter_has_its_question(text, missing):
    assert missing in facts(text)


@pytest.mark.parametrize(
    "text",
    ["Kiitos paljon, kaikki toimii hienosti!", "Tapan teidät kaikki, jos en saa rahoja.", "I want to end my life."],
)
def test_thanks_and_danger_are_asked_nothing(text):
    assert asked(text).questions == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_question_has_a_fault(language):
    families = {name: texts for name, texts in pack_file(language, "drafts")["say"].items() if name.startswith("ask_")}

    for channel in CHANNELS:
        for texts in families.values():
            for text in texts:
                plain = re.sub(r"\[([^|\]]*)[^\]]*\]", r"\1", text)
                found = tyyni.review(plain, language=language, channel=channel, profile="fast").faults
                assert not [fault for fault in found if fault.code not in ("F_NO_ACK", "F_NO_NEXT")], plain
