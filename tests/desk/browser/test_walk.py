"""The whole way of a mail on real servers: in by IDLE, read, answered in a browser, answered again, seen live."""

import email
import email.policy
import time

import pytest

from tests.desk.mail.dovecot import PASSWORD, dovecot
from tests.desk.mail.letters import US, letter
from tests.desk.mail.sink import accepts, smtp_server
from tests.desk.running import running_desk, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.service]
_FURY = (
    "Tämä on jo KOLMAS kerta kun kysyn! Tilaus 10233 on viisi viikkoa myöhässä eikä kukaan vastaa mitään. "
    "Olen todella vihainen. Haluan rahani takaisin, 189 euroa, tai vien asian kuluttajariitalautakuntaan."
)
_ANSWER = (
    "Hei Matti, olen pahoillani, että paketti on viisi viikkoa myöhässä. Palautan 189 euroa tänään klo 16 mennessä."
)
_POLL = 30.0  # seconds; where there is no IDLE, the desk looks this often


def test_a_furious_mail_is_read_answered_and_its_answer_seen_live(chromium, tmp_path):
    login = {"authenticator": accepts("tuki", PASSWORD), "auth_require_tls": False}
    with dovecot() as server, smtp_server(**login) as (sink, port):
        print(f"Dovecot on {server.port}, SMTP on {port}")
        mailbox = server.settings(name="Lumo", address=US, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none")
        with running_desk(tmp_path, mailbox, TYYNI_UNDO_SECONDS="1") as (_, address):
            helena = signed_in(chromium, address, "helena")
            helena.goto("/queue/open")
            helena.wait_for_selector("body[data-live=on]")

            delivered = time.monotonic()
            server.deliver(letter(_FURY, subject="Missä tilaukseni on"))
            row = helena.locator("#rows .row", has_text="Missä tilaukseni on")
            row.wait_for()
            assert time.monotonic() - delivered < _POLL
            row.locator(".signs", has_text="angry").wait_for()  # the engine has read it
            row.click()
            conversation = helena.url

            aino = signed_in(chromium, address, "aino")
            aino.goto(conversation)
            aino.wait_for_selector("body[data-live=on]")
            helena.locator(".turn .strip", has_text="the authorities").wait_for()
            helena.keyboard.press("r")
            helena.keyboard.type(_ANSWER)
            helena.keyboard.press("Control+Enter")

            aino.locator(".turn .words", has_text="Palautan 189 euroa").wait_for()
            sent = _wait_for_mail(sink)
            thanks = _reply_to(sent, "Kiitos, nyt olen tyytyväinen.")
            server.deliver(thanks)
            aino.locator(".turn .words", has_text="nyt olen tyytyväinen").wait_for()
            assert aino.locator(".turns .turn").count() == 3

    assert sent["To"] == "matti@asiakas.example"
    assert sent["In-Reply-To"]
    assert len(sink.mails) == 1


def _wait_for_mail(sink):
    limit = time.monotonic() + 60
    while not sink.raw and time.monotonic() < limit:
        time.sleep(0.05)
    return email.message_from_bytes(sink.raw[0], policy=email.policy.default)


def _reply_to(mail, text):
    quoted = "\n".join(f"> {line}" for line in mail.get_body(("plain",)).get_content().splitlines())
    return letter(
        f"{text}\n\nLumo kirjoitti:\n{quoted}",
        subject=f"Re: {mail['Subject']}",
        In_Reply_To=mail["Message-ID"],
        References=mail["Message-ID"],
    )
