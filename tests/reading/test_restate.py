"""The calm restatement keeps the facts and drops the insults (row S2.2)."""

import pytest

from tyyni import read


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        (
            "Senkin idiootit! Kahvinkeitin hajosi 3.11. ja haluan 89 € takaisin. Tilaus 10233.",
            ["Kahvinkeitin hajosi", "3.11.", "89 €", "10233", "rahojen palautus"],
            ["idiootit"],
        ),
        (
            "Debile jedne! Ekspres zepsuł się 3 listopada, oddajcie 389 zł. Zamówienie 10233.",
            ["Ekspres zepsuł się", "3 listopada", "389 zł", "10233"],
            ["Debile"],
        ),
        (
            "You fucking idiots! The kettle broke on 3 November and I want my £89 back. Order 10233.",
            ["kettle broke", "3 November", "£89", "10233", "a refund"],
            ["fucking", "idiots"],
        ),
    ],
)
def test_facts_stay_and_insults_go(text, kept, gone):
    restated = read(text, profile="fast").restated

    assert all(fact in restated for fact in kept), restated
    assert not any(word in restated for word in gone), restated


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        ("Olette pelkkiä huoria koko osasto. Lasku 4402 on maksettu jo kahdesti.", "4402", "huoria"),
        ("Banda szmat! Faktura 4402 jest opłacona dwa razy.", "4402", "szmat"),
        ("Joku ruma lehmä vastasi puhelimeen. Lasku 4402 on maksettu jo kahdesti.", "4402", "ruma lehmä"),
    ],
)
def test_slurs_in_any_case_go(text, kept, gone):
    restated = read(text, profile="fast").restated

    assert kept in restated
    assert gone not in restated.lower()


@pytest.mark.parametrize(
    "text",
    [
        "So I'm a liar now? I sent you the photos twice.",
        "Olenko minä nyt sitten valehtelija? Lähetin kuvat kahdesti.",
        "Czyli teraz jestem kłamcą? Zdjęcia posłałam dwa razy.",
    ],
)
def test_a_word_said_of_oneself_stays(text):
    assert text.partition("?")[0] in read(text, profile="fast").restated


def test_shouting_becomes_speech():
    assert "KOSKAAN" not in read("MIKSI PAKETTI EI TULE KOSKAAN PERILLE!!!!", profile="fast").restated


def test_only_an_empty_message_has_an_empty_restatement():
    assert read("", profile="fast").restated == ""
