"""What mail programs add is taken off; what the customer wrote in the same words stays."""

from time import perf_counter

import pytest

from tyyni.mail.quotes import own_words


@pytest.mark.parametrize(
    "line",
    [
        "Tietosuojavaltuutettu saa tietää tästä.",
        "TIETOSUOJA EI TOIMI TEILLÄ!",
        "This email is intended as a formal complaint.",
        "Tämä viesti on tarkoitettu reklamaatioksi.",
        "Ta wiadomość jest przeznaczona dla kierownika.",
        "Notice that the lamp came broken.",
        "Sent via courier on Monday, never arrived.",
        "Lähetetty varastosta 3.11., ei ole tullut.",
        "Wysłano z Chin trzy tygodnie temu.",
        "Lähetetty paketti oli väärä,\nsiinä piti olla Samsung.",
    ],
)
def test_a_sentence_that_begins_like_a_footer_is_kept(line):
    body = f"Hei,\n\n{line}\nVastatkaa."

    assert own_words(body) == body


@pytest.mark.parametrize(
    "footer",
    [
        "CONFIDENTIALITY NOTICE: This e-mail and any files are for the addressee.",
        "Luottamuksellisuus: jos sait tämän vahingossa, poista se.",
        "This email is intended solely for the person named above.",
        "Tämä viesti on tarkoitettu vain vastaanottajalle.",
        "Niniejsza wiadomość jest przeznaczona wyłącznie dla adresata.",
        "Klauzula poufności",
        "Sent from my iPhone",
        "Sent via the Samsung Galaxy S21, an AT&T 5G smartphone",
        "Sent with Proton Mail secure email.",
        "Lähetetty iPhonesta",
        "Lähetetty puhelimestani",
        "Lähetetty Samsung Galaxy -älypuhelimesta.",
        "Wysłano z iPhone'a",
        "Wysłane z telefonu Samsung",
        "Wysłano z programu Poczta systemu Windows",
    ],
)
def test_a_footer_is_taken_off(footer):
    assert own_words(f"Missä pakettini on?\n\n{footer}") == "Missä pakettini on?"


@pytest.mark.parametrize("line", ["Lähetetty a\n", "On 1.1. \n", "--\n", "From: \n", "> 1. aa 1. \n"])
def test_a_mail_of_half_begun_footers_is_read_soon(line):
    started = perf_counter()

    own_words("x\n" + line * (200_000 // len(line)))

    assert perf_counter() - started < 10
