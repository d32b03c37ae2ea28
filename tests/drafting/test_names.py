"""Whom a reply greets, and how."""

import pytest

from tyyni.drafting.names import gender, greeting


@pytest.mark.parametrize(
    ("language", "register", "name", "line"),
    [
        ("fi", "sinä", "Minna Virtanen", "Hei Minna,"),
        ("fi", "te", "Minna Virtanen", "Hyvä Minna Virtanen,"),
        ("fi", "te", "minna", "Hei Minna,"),
        ("fi", "te", None, "Hei,"),
        ("en", "you", "Anna-Lee O'Neil", "Hello Anna-Lee,"),
        ("en", "you", "…", "Hello,"),
        ("pl", "pan", "Marek Nowak", "Dzień dobry, Panie Marku,"),
        ("pl", "pani", "Anna", "Dzień dobry, Pani Anno,"),
        ("pl", "pani", "Kasia", "Dzień dobry, Pani Kasiu,"),
        ("pl", "pani", "Kowalska", "Dzień dobry,"),
        ("pl", "państwo", "Marek", "Dzień dobry,"),
        ("pl", "ty", "Marek", "Cześć Marku,"),
        ("pl", "ty", "Xavier", "Cześć,"),
    ],
)
def test_the_name_is_said_rightly(language, register, name, line):
    assert greeting(language, register, name) == line


def test_a_stern_reply_keeps_its_distance():
    assert greeting("pl", "pan", "Marek", stern=True) == "Szanowny Panie,"
    assert greeting("pl", "pani", None, stern=True) == "Szanowna Pani,"


@pytest.mark.parametrize(
    ("name", "message", "form"),
    [
        ("Anna", "", "pani"),
        ("Marek", "", "pan"),
        ("Kuba", "", "pan"),
        ("J. Kowalska", "", "pani"),
        ("J. Kowalski", "", "pan"),
        (None, "Zamówiłam buty", "pani"),
        (None, "Zamówiłem buty", "pan"),
        (None, "Rozmowa z działem obsługi", None),
        (None, "Zamówiłam, mąż pisze: zapłaciłem", None),
        ("Sam Smith", "buty", None),
    ],
)
def test_pan_or_pani_is_told_from_the_name_or_the_verbs(name, message, form):
    assert gender(name, message) == form
