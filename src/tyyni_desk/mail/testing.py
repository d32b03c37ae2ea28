"""Tries a mailbox out, step by step, and says in plain words what failed."""

from __future__ import annotations

import imaplib
import smtplib
import socket
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from django.utils import timezone
from django.utils.translation import gettext as _
from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError

from tyyni_desk.mail import servers
from tyyni_desk.mail.letters import tokens
from tyyni_desk.mail.models import Mailbox

_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    said: str


def test_connection(mailbox: Mailbox) -> list[Check]:
    """Each step in order, up to the first that failed on each side: name, connection, login, folder; then sending."""
    return [*_incoming(mailbox), *_outgoing(mailbox)]


def _incoming(mailbox: Mailbox) -> Iterator[Check]:
    host, port = mailbox.imap_host, mailbox.imap_port
    if not host:
        yield Check(_("Fetching"), True, _("Not set up: this mailbox only sends."))
        return
    reached = yield from _reach(host, port)
    if not reached:
        return
    try:
        server = servers.open_imap(mailbox, timeout=_TIMEOUT)
    except servers.TROUBLES as problem:
        yield Check("TLS", False, servers.in_words(problem, host=host, port=port))
        return
    yield _encryption(mailbox.imap_security)
    yield from _signed_in_imap(server, mailbox)


def _signed_in_imap(server: BaseMailBox, mailbox: Mailbox) -> Iterator[Check]:
    try:
        servers.sign_in_imap(server, mailbox)
    except servers.TROUBLES as problem:
        yield Check(_("Login"), False, _refused(problem, mailbox.imap_host, mailbox.imap_port))
        with suppress(*servers.TROUBLES):
            server.client.shutdown()
        return
    yield Check(_("Login"), True, _("The server let us in as %(user)s.") % {"user": mailbox.username})
    try:
        count = server.folder.status(mailbox.folder, ["MESSAGES"])["MESSAGES"]
        yield Check(
            _("Folder"), True, _("%(folder)s holds %(count)d mails.") % {"folder": mailbox.folder, "count": count}
        )
    except servers.TROUBLES:
        names = ", ".join(folder.name for folder in server.folder.list()[:20])
        values = {"folder": mailbox.folder, "names": names}
        yield Check(_("Folder"), False, _("There is no folder %(folder)s. There are: %(names)s.") % values)
    with suppress(*servers.TROUBLES):
        server.logout()


def _outgoing(mailbox: Mailbox) -> Iterator[Check]:
    host, port = mailbox.smtp_host, mailbox.smtp_port
    if not host:
        yield Check(_("Sending"), False, _("No server for sending is set up; answers would wait."))
        return
    reached = yield from _reach(host, port)
    if not reached:
        return
    try:
        server = servers.open_smtp(mailbox, timeout=_TIMEOUT)
    except servers.TROUBLES as problem:
        yield Check("TLS", False, servers.in_words(problem, host=host, port=port))
        return
    yield _encryption(mailbox.smtp_security)
    with closing(server):
        try:
            servers.sign_in_smtp(server, mailbox)
        except servers.TROUBLES as problem:
            yield Check(_("Login"), False, _refused(problem, host, port))
            return
        yield Check(_("Login"), True, _("The server for sending let us in."))
        try:
            server.send_message(_trial(mailbox))
        except servers.TROUBLES as problem:
            yield Check(_("Sending"), False, _refused(problem, host, port))
            return
    yield Check(_("Sending"), True, _("A trial mail left for %(address)s.") % {"address": mailbox.address})


def _reach(host: str, port: int) -> Generator[Check, None, bool]:
    """The name and the port. The generator's value says whether both were found."""
    try:
        socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        yield Check("DNS", False, servers.in_words(problem, host=host, port=port))
        return False
    yield Check("DNS", True, _("%(host)s is found.") % {"host": host})
    try:
        socket.create_connection((host, port), timeout=_TIMEOUT).close()
    except OSError as problem:
        yield Check("TCP", False, servers.in_words(problem, host=host, port=port))
        return False
    yield Check("TCP", True, _("%(host)s answers at port %(port)s.") % {"host": host, "port": port})
    return True


def _encryption(security: str) -> Check:
    if security == Mailbox.Security.NONE:
        return Check("TLS", True, _("The connection is not encrypted."))
    return Check("TLS", True, _("The connection is encrypted, and the certificate is right."))


def _refused(problem: BaseException, host: str, port: int) -> str:
    said = servers.in_words(problem, host=host, port=port)
    is_answer = isinstance(problem, smtplib.SMTPException | imaplib.IMAP4.error | ImapToolsError)
    return _("The server refused: %(said)s") % {"said": said} if is_answer else said


def _trial(mailbox: Mailbox) -> EmailMessage:
    """A mail to ourselves, to a plus-address: when it comes back, answers may ask for replies to such addresses."""
    mail = EmailMessage()
    mail["From"] = mailbox.address
    mail["To"] = tokens.trial_address(mailbox.address)
    mail["Subject"] = "Tyyni"
    mail["Date"] = format_datetime(timezone.now())
    mail["Message-ID"] = make_msgid(domain=mailbox.address.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(_("This mail tries out whether Tyyni can send. Nobody needs to do anything."))
    return mail
