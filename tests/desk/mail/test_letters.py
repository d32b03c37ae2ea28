"""Mails as real programs write them, each a file of its own; and any bytes at all."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

import tyyni
from tests.desk.mail.letters import arrive, letter, make_mailbox
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.lib.html import sanitise
from tyyni_desk.mail import queries
from tyyni_desk.mail.letters import parts, tokens
from tyyni_desk.mail.letters.subjects import matter
from tyyni_desk.mail.models import RawMail

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def mailbox(db):
    return make_mailbox()


def fixture(name):
    return arrive((FIXTURES / f"{name}.eml").read_bytes()).message


@pytest.mark.parametrize(
    ("name", "words", "certain"),
    [
        # django-helpdesk 2.3.2 loses these letters for good (peers.md 4.3).
        ("polish-iso-8859-2", "Jestem wściekły! Zażółć gęślą jaźń", True),
        ("polish-windows-1250", "„Zażółć gęślą jaźń” – paczki", True),
        ("finnish-iso-8859-1", "Erittäin huono palvelu. Täällä", True),
        # These lie, and say so on the page.
        ("finnish-lies-utf-8", "Väärä väri, ja hinta oli 5 €. Tämä on törkeää.", False),
        ("polish-unknown-charset", "Źle się dzieje, żądam odpowiedzi.", False),
        ("polish-undeclared", "Źle się dzieje, żądam odpowiedzi.", True),
    ],
)
def test_no_letter_is_lost(mailbox, name, words, certain):
    message = fixture(name)

    assert words in message.text
    assert "\ufffd" not in message.text
    assert message.is_certain is certain


def test_a_mail_with_an_unknown_charset_does_not_stop_the_next(mailbox):
    fixture("polish-unknown-charset")

    assert fixture("polish-iso-8859-2") is not None
    assert Conversation.objects.count() == 2


def test_html_is_harmless_and_loads_nothing_from_elsewhere(mailbox):
    html = fixture("html-with-pictures").html

    assert "<b>särkynyt</b>" in html
    assert not [word for word in ("script", "onload", "onerror", "javascript", "url(") if word in html]
    assert ' data-src="https://spy.example/pixel.gif"' in html
    assert ' src="https' not in html


def test_pictures_that_came_with_the_mail_are_shown(mailbox):
    message = fixture("html-with-pictures")

    assert 'src="data:image/png;base64,iVBOR' in queries.html_of(message)
    assert message.attachments.get().name == "lamppu.png"


def test_every_file_is_kept_under_a_harmless_name(mailbox):
    files = fixture("files-of-all-sorts").attachments.order_by("pk")

    assert [(file.name, file.content_type) for file in files] == [
        ("kuitti äö.pdf", "application/pdf"),
        ("winmail.dat", "application/ms-tnef"),
        ("invitation.ics", "text/calendar"),
        ("passwd", "application/octet-stream"),
        ("mail.eml", "message/rfc822"),
    ]
    with files.last().file.open() as content:
        assert b"Vanha viesti." in content.read()


def test_what_was_quoted_is_folded_away_and_kept(mailbox):
    message = fixture("gmail-finnish-quote")

    assert message.text == "Kiitos, mutta kahvinkeitin on edelleen rikki."
    assert "> se lähti eilen." in message.quoted


def test_a_zero_byte_in_a_mail_reaches_no_database(mailbox):
    raw = arrive(letter("a\x00b", subject="x\x00y"))

    assert (raw.subject, raw.message.text) == ("xy", "ab")


@pytest.mark.parametrize(
    ("subject", "what"),
    [
        ("Re: VS: Odp: Tilaus [#12]", "Tilaus"),
        ("RE[2]: FW: Paczka", "Paczka"),
        ("Revontulet", "Revontulet"),
        ("Re:", ""),
    ],
)
def test_a_subject_is_what_it_is_about(subject, what):
    assert matter(subject) == what


@examples(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_letter_or_refused_with_a_reason(raw):
    for content in (raw, letter() + raw, b"Content-Type: multipart/mixed; boundary=B\n\n--B\n" + raw + b"\n--B--"):
        with suppress(tyyni.UnreadableMail):
            found = parts.take_apart(content)
            assert "\x00" not in found.html + found.mail.subject.replace("\x00", "") + "".join(found.head.values())


HEADERS = st.sampled_from(
    [
        "From",
        "To",
        "Subject",
        "Content-Type",
        "Content-Disposition",
        "References",
        "Reply-To",
        "Auto-Submitted",
        "List-Id",
    ]
)


@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headers=st.dictionaries(HEADERS, st.text(max_size=60)), body=st.text(max_size=120))
def test_any_mail_is_stored_once_and_found_somewhere(mailbox, headers, body):
    lines = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in headers.items())
    raw = (lines + "\n" + body).encode("utf-8", "surrogatepass")

    first, again = arrive(raw), arrive(raw)

    assert first == again
    assert first.state in ("parsed", "failed")
    assert RawMail.objects.filter(sha256=first.sha256).count() == 1


@given(st.integers(1, 10**15), st.integers(1, 10**15))
def test_only_what_we_signed_is_ours(number, message):
    signed = tokens.message_id(number, message, domain="lumo.example")
    forged = signed.replace(f"tyyni.{number}.", f"tyyni.{number + 1}.")

    assert list(tokens.answers_named(f"<{signed}>")) == [(number, message)]
    assert list(tokens.answers_named(f"<{forged}>")) == []
    assert list(tokens.numbers_addressed([tokens.plus_address("tuki@lumo.example", number)])) == [number]


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<a href='data:text/html,<script>1</script>'>x</a>",
        "<div style='background:u\\72l(http://spy.example)'>x</div>",
        "<img srcset='http://spy.example 1x' background='http://spy.example'>",
        "<form action='http://spy.example'><input name=x></form>",
        "<meta http-equiv=refresh content='0;url=http://spy.example'><base href='http://spy.example'>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    ],
)
def test_tricks_of_html_do_not_survive(html):
    clean = sanitise(html)

    assert not [word for word in ("alert", "spy", "<form", "<script", "onerror", "text/html") if word in clean]
