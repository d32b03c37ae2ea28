"""Mails as mail programs write them: the sender's own words, and nothing else, come out."""

import json
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tyyni.mail.message import LARGEST, UnreadableMail, parse

SAMPLE = resources.files("tyyni") / "sample"
OWN_WORDS = json.loads(Path(__file__).with_name("sample_own_words.json").read_text("utf-8"))


def mail(body="Hei", **headers):
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(["From: Aino <aino@asiakas.example>", *lines, "", body]).encode()


@pytest.mark.parametrize("name", sorted(OWN_WORDS))
def test_the_senders_own_words_come_out_of_the_sample_mail(name):
    parsed = parse((SAMPLE / name).read_bytes())

    assert parsed.own.split() == OWN_WORDS[name].split()


def test_the_sample_mailbox_is_all_checked():
    assert sorted(OWN_WORDS) == sorted(path.name for path in SAMPLE.iterdir() if path.name.endswith(".eml"))


@pytest.mark.parametrize(
    "header", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<x.example>"}]
)
def test_automatic_mail_is_known(header):
    assert parse(mail(**header)).automatic
    assert not parse(mail(Auto_Submitted="no")).automatic


def test_encoded_headers_are_decoded_on_one_line():
    parsed = parse(mail(Subject="=?utf-8?q?Hyvitys=C3=A4?=\r\n =?utf-8?q?_puuttuu?= =?bogus?x?y?="))

    assert parsed.subject == "Hyvitysä puuttuu =?bogus?x?y?="


def test_a_mail_without_message_id_or_date_is_still_read():
    parsed = parse(mail(Date="yesterday-ish"))

    assert (parsed.message_id, parsed.date, parsed.own) == (None, None, "Hei")


def test_html_alone_is_read_without_what_it_hides_or_quotes():
    html = (
        "<p>Rikki <b>taas</b>!</p><script>x()</script><div style='display: none'>salaa</div>"
        "<blockquote>Vanha viesti</blockquote>"
    )

    assert parse(mail(html, Content_Type="text/html; charset=utf-8")).own == "Rikki taas!"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"", "empty"), (b" \n\n", "empty"), (b"x" * (LARGEST + 1), "larger"), (b"\n\njust words", "no headers")],
)
def test_what_is_no_mail_is_refused_with_a_reason(raw, reason):
    with pytest.raises(UnreadableMail, match=reason):
        parse(raw)


def test_letters_survive_in_headers_that_declare_no_charset():
    raw = "From: Päivi Mäki <paivi@asiakas.example>\nSubject: Väärä öljy\n\nHei"

    for charset in ("utf-8", "iso-8859-1"):
        parsed = parse(raw.encode(charset))
        assert (parsed.sender_name, parsed.subject) == ("Päivi Mäki", "Väärä öljy")


def test_a_letter_cut_in_two_between_encoded_words_is_whole_again():
    assert parse(mail(Subject="=?utf-8?q?V=C3?=\r\n =?UTF-8?b?pMOkcsOk?=")).subject == "Väärä"


def test_an_encoded_word_that_cannot_be_decoded_stays_as_it_stands():
    assert parse(mail(Subject="=?utf-8?b?ä?= puuttuu")).subject == "=?utf-8?b?ä?= puuttuu"


@pytest.mark.parametrize(
    "sender",
    [
        "=?utf-8?q?Virtanen=2C_Matti?= <matti@x.example>",
        '"Virtanen, Matti" <matti@x.example>',
        "Virtanen, Matti <matti@x.example>",
        "=?utf-8?q?Virtanen=2C_Matti_=3Cmatti=40x=2Eexample=3E?=",
    ],
)
def test_a_comma_in_a_name_does_not_hide_the_address(sender):
    parsed = parse(f"From: {sender}\n\nHei".encode())

    assert (parsed.sender_name, parsed.sender) == ("Virtanen, Matti", "matti@x.example")


@pytest.mark.parametrize(
    ("sender", "automatic"),
    [
        ("MAILER-DAEMON@x.example", True),
        ("Mail Delivery Subsystem <noreply@x.example>", True),
        ("postmaster@x.example", True),
        ("Posti Master <master@x.example>", False),
    ],
)
def test_a_mail_server_is_known_by_its_name(sender, automatic):
    assert parse(f"From: {sender}\n\nDelivery failed".encode()).automatic is automatic


@pytest.mark.parametrize("value", ["no ", "No (a person wrote this)"])
def test_a_mail_that_says_it_is_not_automatic_is_believed(value):
    assert not parse(mail(Auto_Submitted=value)).automatic


def test_a_charset_declared_the_long_way_is_read():
    assert parse(b"From: a@b.c\nContent-Type: text/plain; charset*=us-ascii''iso-8859-2\n\n\xb3").own == "ł"


def test_structure_that_the_parser_cannot_take_is_refused():
    raw = b"From: a@b.c\nContent-Type: multipart/mixed; boundary*=a\0b''x\n\n--x\n\nHei"

    with pytest.raises(UnreadableMail, match="cannot be parsed"):
        parse(raw)


def multipart(kind, *parts):
    inner = "".join(f"--x\r\nContent-Type: text/{subtype}; charset=utf-8\r\n\r\n{text}\r\n" for subtype, text in parts)
    return mail(f"{inner}--x--", Content_Type=f"multipart/{kind}; boundary=x")


def test_words_in_html_are_not_lost_to_a_footer_in_plain_text():
    assert parse(multipart("mixed", ("html", "<p>Rikki</p>"), ("plain", "Scanned."))).own == "Rikki\n\nScanned."


def test_the_same_words_twice_are_read_once():
    assert parse(multipart("mixed", ("plain", "Rikki taas"), ("html", "<p>Rikki\n<b>taas</b></p>"))).own == "Rikki taas"


def test_an_invitation_beside_the_text_is_not_read():
    assert parse(multipart("mixed", ("plain", "Hei"), ("calendar", "BEGIN:VCALENDAR"))).own == "Hei"


def test_html_that_is_all_quoted_is_read_nevertheless():
    assert parse(mail("<div class='gmail_quote'>Rikki</div>", Content_Type="text/html")).own == "Rikki"


def test_an_enormous_margin_is_not_written_out():
    html = "<p>Hei</p><p style='margin-top: 99999em'>taas</p>"

    assert len(parse(mail(html, Content_Type="text/html")).own) < 20


@given(st.binary(max_size=400))
def test_any_bytes_are_a_mail_or_refused(raw):
    try:
        parsed = parse(b"Subject: x\n" + raw)
    except UnreadableMail:
        return
    assert isinstance(parsed.own, str)
