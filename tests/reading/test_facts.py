"""Dates, sums and deadlines as people write them."""

import pytest

from tyyni import read
from tyyni.reading.facts import find_facts


def found(text, language, field):
    return [text[start:end] for start, end in getattr(find_facts(text, language), field)]


@pytest.mark.parametrize(
    ("text", "language", "sums"),
    [
        ("Maksoin 1 299,90 € ja 15e postikuluja", "fi", ["1 299,90 €", "15e"]),
        ("kosztowało 189,99 zł oraz 50 złotych", "pl", ["189,99 zł", "50 złotych"]),
        ("I paid £1,249.50 and 20 quid more", "en", ["£1,249.50", "20 quid"]),
        ("Ostin 3 kpl, puh. 040 1234567", "fi", []),
    ],
)
def test_sums_need_a_currency(text, language, sums):
    assert found(text, language, "sums") == sums


@pytest.mark.parametrize(
    ("text", "language", "deadlines"),
    [
        ("Vastatkaa perjantaihin mennessä", "fi", ["perjantaihin mennessä"]),
        ("Rahat 7 päivän kuluessa", "fi", ["7 päivän kuluessa"]),
        ("czekam do piątku", "pl", ["do piątku"]),
        ("proszę o zwrot w ciągu 14 dni", "pl", ["w ciągu 14 dni"]),
        ("Sort it by Friday", "en", ["by Friday"]),
        ("within 48 hours, please", "en", ["within 48 hours"]),
        ("It came by post", "en", []),
    ],
)
def test_deadlines_are_whole_expressions(text, language, deadlines):
    assert found(text, language, "deadlines") == deadlines


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("Tilasin 3.11.2026 klo 14", "fi", ["3.11.2026 klo 14"]),
        ("wysłane 12 listopada 2026", "pl", ["12 listopada 2026"]),
        ("ordered on 3 November, arrived yesterday", "en", ["3 November", "yesterday"]),
        ("version 3.11 of the app", "en", []),
    ],
)
def test_dates_in_the_forms_of_each_language(text, language, dates):
    assert found(text, language, "dates") == dates


@pytest.mark.parametrize(
    ("text", "language", "order"),
    [
        ("Tilausnumero on 10233, ja se hajosi 3.11.2026", "fi", "10233"),
        ("Zepsuło się 3.11.2026, zamówienie 10233", "pl", "10233"),
        ("Se hajosi 3.11.2026", "fi", None),
        ("Faktura 2/11/2024, proszę o duplikat", "pl", "2/11/2024"),
    ],
)
def test_a_date_is_no_reference(text, language, order):
    span = find_facts(text, language).order

    assert (text[slice(*span)] if span else None) == order


@pytest.mark.parametrize(
    "text",
    [
        "My order number is 10233, where is it?",
        "Order number: 10233",
        "Laskun numero: 10233, kiitos.",
        "Tilauksen numero on 10233.",
        "Niestety zamówienie 10233 nie dotarło.",
        "tilausnumeroni on 10233",
        "Numer zamówienia to 10233, proszę sprawdzić.",
        "nr zamówienia: 10233",
    ],
)
def test_what_is_called_an_order_number_is_one(text):
    assert read(text, profile="fast").order == "10233"
