"""No letter is lost, whatever a mail says about its charset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tyyni.mail.charsets import decode

FINNISH = "Väärä öljy – hyvitys 40 €"
POLISH = "Zażółć gęślą jaźń, proszę o zwrot"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (FINNISH, "utf-8"),
        (FINNISH, "cp1252"),
        (FINNISH.replace("–", "-"), "iso-8859-15"),
        (POLISH, "iso-8859-2"),
        (POLISH, "cp1250"),
        (POLISH, "utf-16"),
    ],
)
def test_a_declared_charset_is_kept(text, charset):
    decoded = decode(text.encode(charset), charset)

    assert (decoded.text, decoded.certain) == (text, True)


@pytest.mark.parametrize(("text", "real"), [(FINNISH, "cp1252"), (POLISH, "cp1250"), (POLISH, "iso-8859-2")])
@pytest.mark.parametrize("claimed", ["utf-8", "us-ascii", "x-unknown", "made-up", "hex", None])
def test_a_lying_or_unknown_charset_still_gives_every_letter_and_a_doubt(text, real, claimed):
    decoded = decode(text.encode(real), claimed)

    assert (decoded.text, decoded.certain) == (text, False)


def test_windows_letters_in_iso_mail_are_read_as_windows_meant_them():
    assert decode("40 €, “hyvä”".encode("cp1252"), "iso-8859-1").text == "40 €, “hyvä”"


@pytest.mark.parametrize(
    ("text", "claimed"), [(FINNISH, "iso-8859-1"), (FINNISH, "cp1252"), (POLISH, "iso-8859-2"), (POLISH, "cp1250")]
)
def test_utf8_under_the_name_of_a_one_byte_charset_is_noticed(text, claimed):
    decoded = decode(text.encode(), claimed)

    assert (decoded.text, decoded.certain) == (text, False)


def test_letters_that_could_be_utf8_are_left_as_declared_when_they_make_polish():
    assert decode("RÓŻNE".encode("iso-8859-2"), "iso-8859-2").text == "RÓŻNE"


@pytest.mark.parametrize("claimed", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf-7"])
def test_codecs_that_no_mail_needs_cannot_be_misused(claimed):
    assert decode(b"Hei +2AA- \\q \\ud800", claimed).text == "Hei +2AA- \\q \\ud800"


def test_a_byte_order_mark_is_no_letter():
    assert decode(b"\xef\xbb\xbfHei", "utf-8").text == "Hei"


@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes_under_any_name_give_text(raw, name):
    assert isinstance(decode(raw, name).text, str)
