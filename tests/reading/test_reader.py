"""Reading a message: what each label must never get wrong, in three languages."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tyyni import Turn, read
from tyyni.models.labels import ABUSE, EMOTIONS, KINDS, REQUESTS, THREATS
from tyyni.reading.signals import findings
from tyyni.text.value import Text

ANGRY = {
    "fi": "Kahvinkeitin hajosi taas ja olen raivoissani! Haluan rahat takaisin. Tilaus 10233. Matti Korhonen",
    "pl": "Ekspres znowu się zepsuł i jestem wściekły! Żądam zwrotu pieniędzy. Zamówienie 10233. Jan Nowak",
    "en": "The coffee maker broke again and I am furious! I want my money back. Order 10233. John Smith",
}


@pytest.fixture(params=["fast", "full"])
def profile(request):
    return request.param


@pytest.mark.parametrize("language", ANGRY)
def test_an_angry_customer_with_a_matter(language, profile):
    reading = read(ANGRY[language], profile=profile)

    assert reading.language == language
    assert reading.emotion in ("anger", "frustration", "disappointment")
    assert reading.kind == "grievance"
    assert "refund" in reading.requests
    assert reading.order == "10233"
    assert reading.abuse == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Jos rahat eivät näy perjantaina, vien asian kuluttajariitalautakuntaan.",
        "Jeśli nie oddacie pieniędzy, zgłoszę sprawę do UOKiK.",
        "If this is not refunded I will go to the consumer ombudsman.",
    ],
)
def test_talking_of_ones_rights_is_no_abuse(text, profile):
    reading = read(text, profile=profile)

    assert reading.abuse == "none"
    assert "authority" in reading.threats


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("Tiedän missä autosi on ja odotan sinua ulkona.", "violence"),
        ("Wiem, gdzie parkujesz. Poczekam na ciebie po pracy i pożałujesz.", "violence"),
        ("I know where you park. I'll be waiting for you after work and you will regret it.", "violence"),
        ("En jaksa enää elää. Tämä on viimeinen viestini.", "self_harm"),
        ("Nie chcę już żyć, to moja ostatnia wiadomość.", "self_harm"),
        ("I don't want to live any more. Nobody will need to answer me soon.", "self_harm"),
        ("Katkon siltä kuskilta sormet yks kerrallaan.", "violence"),
        ("Aion päättää päiväni tänä iltana.", "self_harm"),
        ("Znowu się tnę i nie umiem przestać.", "self_harm"),
        ("Połamię mu palce, jeden po drugim.", "violence"),
        ("I will find that warden and I will break both his legs.", "violence"),
        ("The kids would be better off without me.", "self_harm"),
    ],
)
def test_danger_is_seen_and_never_softened(text, danger, profile):
    reading = read(text, profile=profile)

    assert danger in reading.threats
    assert text.rstrip(".").split(".")[0] in reading.restated


@pytest.mark.parametrize("text", ["", " ", "?", "🤬🤬🤬", "\x00\x01", "1" * 5000, "¡" * 300, "\u202e\u200b"])
def test_next_to_nothing_is_read_as_nothing(text, profile):
    reading = read(text, profile=profile)

    assert reading.language in ("fi", "pl", "en", "und")
    assert reading.name is None


def test_a_megabyte_is_read_in_a_moment():
    text = "Olette idiootteja, haluan rahat takaisin! " * 25_000
    read("Lämmin.", profile="fast")

    began = time.perf_counter()
    read(text, profile="fast")

    assert time.perf_counter() - began < 5


def test_a_word_or_two_takes_the_language_of_the_conversation():
    before = [Turn("customer", "Dzień dobry, gdzie jest moja paczka, czekam od tygodnia?")]

    assert read("ok?", history=before).language == "pl"


def test_an_earlier_turn_tells_who_writes_and_about_what():
    before = [Turn("customer", "Tilaus 10233 ei ole tullut.\nT. Matti Korhonen"), Turn("agent", "Selvitämme.")]

    reading = read("Entä nyt?", history=before, profile="fast")

    assert reading.order == "10233"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Voitteko tarkistaa, missä tilaukseni on?", "te"),
        ("Voitko sä kattoo missä mun paketti on?", "sinä"),
        ("Czy mogliby Państwo sprawdzić moją paczkę?", "pan_pani"),
        ("Możesz sprawdzić, gdzie moja paczka?", "ty"),
        ("Where is my parcel?", "none"),
    ],
)
def test_the_form_of_address_is_read_from_the_text(text, address):
    assert read(text, profile="fast").style.address == address


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_reading_within_the_contract(text):
    reading = read(text, profile="fast")

    assert reading.emotion in EMOTIONS
    assert reading.abuse in ABUSE
    assert reading.kind in KINDS
    assert set(reading.requests) <= set(REQUESTS)
    assert set(reading.threats) <= set(THREATS)
    assert 0 <= reading.intensity <= 1
    for item in reading.evidence:
        assert text[item.start : item.end] == item.text
        assert 0 < len(item.text.split()) <= 12
    assert read(text, profile="fast") == reading


def test_what_earlier_turns_settle_is_taken_from_their_readings():
    before = replace(read("Hei, missä pakettini on?"), order="10233", repeat=True)

    reading = read("Milloin se tulee?", history=[Turn("customer", "Hei, missä pakettini on?", before)])

    assert (reading.order, reading.repeat) == ("10233", True)


@pytest.mark.parametrize("profile", ["fast", "full"])
@pytest.mark.parametrize(
    "text",
    [
        "Olen raivoissani! Tämä on ihan kamalaa palvelua!",
        "Jestem wściekły! To jest okropna obsługa!",
        "I am furious! This is terrible service!",
    ],
)
def test_who_says_outright_that_they_are_angry_is_read_as_angry(text, profile):
    reading = read(text, profile=profile)

    assert reading.emotion in ("anger", "frustration")
    assert reading.kind == "grievance"


@pytest.mark.parametrize(
    "text", ["En ole vihainen, kiitos vain!", "I was furious, but now all is well. Thank you so much!"]
)
def test_who_is_angry_no_more_is_not(text):
    assert read(text).emotion not in ("anger", "frustration")


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("Kiitos viestistä. Olisi parempi, jos minua ei olisi.", "self_harm"),
        ("Dziękuję za odpowiedź. Wiem, gdzie mieszkasz.", "violence"),
        ("Thanks for the update. I won't be a problem to anyone much longer.", "self_harm"),
    ],
)
def test_a_danger_said_outright_is_shown_however_calm_the_rest_is(text, danger):
    assert danger in read(text, profile="fast").threats


@pytest.mark.parametrize(
    "text", ["Veljeni itsemurhan jälkeen laskut tulevat minulle.", "We killed the process on the server."]
)
def test_a_death_of_another_or_of_a_process_is_no_danger_outright(text):
    outright = [f for f in findings(Text(text), "fi" if "itse" in text else "en") if f.phrase.weight >= 0.95]

    assert not [f for f in outright if f.rule.family == "threat"]
