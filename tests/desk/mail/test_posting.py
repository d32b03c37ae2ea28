"""The desk's own letters leave by the first mailbox until the settings name a server; none is lost before."""

import pytest
from aiosmtpd.controller import Controller

from tests.desk.makers import make_agent
from tests.desk.services import free_port
from tyyni_desk.jobs import worker
from tyyni_desk.jobs.models import Job
from tyyni_desk.mail.setup import mailboxes
from tyyni_desk.people import agents

pytestmark = pytest.mark.django_db


class Sink:
    def __init__(self):
        self.letters = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 (aiosmtpd's name)
        self.letters.append(envelope)
        return "250 OK"


@pytest.fixture
def sink(settings):
    """A mail server; the settings name none, as when the desk is new."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "tyyni_desk.mail.setup.posting.LetterBackend", ""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    sink.port = controller.port
    yield sink
    controller.stop()


def test_an_invitation_leaves_by_the_first_mailbox(sink):
    admin = make_agent("admin")
    server = {"smtp_host": "127.0.0.1", "smtp_port": sink.port, "smtp_security": "none"}
    mailboxes.add(by=admin, name="A", address="apua@lumo.example", **server)
    link = agents.invite("ilona@lumo.example", role="agent", by=admin)
    worker.run_all()

    (letter,) = sink.letters

    assert (letter.mail_from, letter.rcpt_tos) == ("apua@lumo.example", ["ilona@lumo.example"])
    assert link.rsplit("/", 1)[-1].encode() in letter.content.replace(b"=\r\n", b"")


def test_without_a_mail_server_the_letter_waits(sink):
    agents.invite("ilona@lumo.example", role="agent", by=make_agent("admin"))

    worker.run_all()

    waiting = Job.objects.get(name="people.tasks.send_letter")
    assert "NoMailServer" in waiting.error
