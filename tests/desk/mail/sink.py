"""A real SMTP server that keeps what it is given, and can be told to misbehave."""

from __future__ import annotations

import email
import email.policy
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.desk.services import free_port


class Sink:
    """``mails`` is what came, parsed; ``answers`` overrules what is said to a command ("RCPT", "DATA").

    ``meanwhile`` is called when a mail has come and before its sender hears of it.
    """

    def __init__(self):
        self.raw, self.envelopes, self.answers, self.hangs_up = [], [], {}, False
        self.meanwhile = lambda: None

    @property
    def mails(self):
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.raw]

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (aiosmtpd's name)
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd's name)
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.raw.append(envelope.content)
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        self.meanwhile()
        if self.hangs_up:
            server.transport.close()
        return "250 OK"


@contextmanager
def smtp_server(*, port=None, **options):
    """Yield a running sink and its port."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=port or free_port(), **options)
    controller.start()
    try:
        yield sink, controller.port
    finally:
        controller.stop()


def accepts(user, password):
    """For a server that wants a login."""

    def check(server, session, envelope, mechanism, data):
        right = (data.login.decode(), data.password.decode()) == (user, password)
        return AuthResult(success=right, handled=False)

    return check
