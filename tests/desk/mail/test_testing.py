"""The test of a connection names exactly what failed."""

import pytest

from tests.desk.mail.letters import arrive, make_mailbox
from tests.desk.mail.sink import accepts, smtp_server
from tests.desk.services import free_port
from tyyni_desk.lib import secrets
from tyyni_desk.mail import servers, testing

pytestmark = [pytest.mark.django_db, pytest.mark.service]


def failed(mailbox):
    """The first step that failed, and what was said."""
    return next(((check.name, check.said) for check in testing.test_connection(mailbox) if not check.ok), None)


@pytest.fixture
def fields(imap_server):
    with smtp_server() as (sink, port):
        yield imap_server.settings(smtp_port=port) | {"sink": sink}


def mailbox_with(fields, **changes):
    return make_mailbox(**{name: value for name, value in (fields | changes).items() if name != "sink"})


def test_a_mailbox_that_works_passes_each_step(fields):
    mailbox = mailbox_with(fields, username=fields["username"], smtp_security="none")

    checks = testing.test_connection(mailbox)

    names = ["DNS", "TCP", "TLS", "Login", "Folder", "DNS", "TCP", "TLS"]
    assert [check.name for check in checks][:8] == names


def test_the_trial_mail_proves_plus_addresses_when_it_comes_back(fields):
    mailbox = mailbox_with(fields, imap_host="", username="")
    assert failed(mailbox) is None

    arrive(fields["sink"].raw[0], mailbox=mailbox)

    mailbox.refresh_from_db()
    assert mailbox.plus_addresses


@pytest.mark.parametrize(
    ("step", "said", "changes"),
    [
        ("DNS", "No machine is known", {"imap_host": "no-machine.invalid"}),
        ("TCP", "refuses connections", {"imap_port": 1}),
        ("Login", "The server refused", {"secret": "wrong"}),
        ("Login", "Enter it again", {"secret": "not encrypted"}),
        ("Folder", "There are: INBOX", {"folder": "Asiakkaat"}),
        ("DNS", "No machine is known", {"smtp_host": "no-machine.invalid"}),
        ("TCP", "refuses connections", {"smtp_port": 1}),
    ],
)
def test_what_is_wrong_is_named(fields, step, said, changes):
    if changes.get("secret") == "wrong":
        changes = {"secret": secrets.encrypt("väärä")}

    name, words = failed(mailbox_with(fields, **changes))

    assert name == step
    assert said in words


def test_a_certificate_that_nobody_signed_is_named(imap_server):
    mailbox = make_mailbox(**imap_server.settings(imap_port=imap_server.tls, imap_security="tls"))

    assert failed(mailbox) == ("TLS", "The certificate of 127.0.0.1 is not to be trusted: self-signed certificate.")


def test_tls_where_the_server_waits_for_starttls_is_named(imap_server):
    mailbox = make_mailbox(**imap_server.settings(imap_security="tls"))

    assert "Try STARTTLS" in failed(mailbox)[1]


@pytest.mark.parametrize(("security", "port"), [("tls", "tls"), ("starttls", "port")])
def test_a_trusted_certificate_passes(imap_server, certificate, monkeypatch, security, port):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    fields = imap_server.settings(imap_port=getattr(imap_server, port), imap_security=security)

    with servers.imap(make_mailbox(**fields)) as server:
        assert server.folder.status("INBOX")["MESSAGES"] == 0


def test_a_password_never_crosses_the_network_in_the_open(monkeypatch):
    mailbox = make_mailbox(imap_host="192.0.2.1", imap_security="none", username="tuki", secret=secrets.encrypt("x"))

    with pytest.raises(servers.NotEncrypted):
        servers.open_imap(mailbox)


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("password", ["wrong", "väärä"])
def test_a_server_for_sending_that_refuses_the_login_is_named(password):
    with smtp_server(authenticator=accepts("tuki", "sala"), auth_required=True, auth_require_tls=False) as (_, port):
        mailbox = make_mailbox(smtp_port=port, username="tuki", secret=secrets.encrypt(password))

        assert failed(mailbox) == ("Login", "The server refused: 535 5.7.8 Authentication credentials invalid")


def test_a_mailbox_that_cannot_send_is_named():
    assert failed(make_mailbox(smtp_host="", imap_host="")) == (
        "Sending",
        "No server for sending is set up; answers would wait.",
    )


def test_a_trial_mail_that_is_refused_is_named():
    with smtp_server() as (sink, port):
        sink.answers["RCPT"] = "550 5.7.1 Relaying denied"

        assert failed(make_mailbox(smtp_port=port))[0] == "Sending"


def test_a_port_where_nothing_listens_is_named():
    assert failed(make_mailbox(smtp_port=free_port()))[0] == "TCP"
