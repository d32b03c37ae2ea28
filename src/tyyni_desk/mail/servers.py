"""Connections to mail servers, and their refusals in plain words."""

from __future__ import annotations

import base64
import imaplib
import ipaddress
import smtplib
import socket
import ssl
from contextlib import suppress
from typing import Any

from cryptography.fernet import InvalidToken
from django.utils.translation import gettext as _
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from tyyni_desk.lib import secrets
from tyyni_desk.mail import oauth
from tyyni_desk.mail.models import Mailbox

TIMEOUT = 30.0
# Everything that a server, a network or a wrong setting does to us.
TROUBLES = (OSError, smtplib.SMTPException, imaplib.IMAP4.error, ImapToolsError, oauth.NoToken, InvalidToken)
Security = Mailbox.Security


class NotEncrypted(OSError):
    """A password would cross the network for everybody to read."""


def open_imap(mailbox: Mailbox, *, timeout: float = TIMEOUT) -> BaseMailBox:
    """A connection that has not signed in; TLS is checked."""
    host, port, security = mailbox.imap_host, mailbox.imap_port, mailbox.imap_security
    if security == Security.TLS:
        return MailBox(host, port, timeout=timeout, ssl_context=ssl.create_default_context())
    if security == Security.STARTTLS:
        return MailBoxStartTls(host, port, timeout=timeout, ssl_context=ssl.create_default_context())
    _only_here(host, port)
    return MailBoxUnencrypted(host, port, timeout=timeout)


def sign_in_imap(server: BaseMailBox, mailbox: Mailbox) -> None:
    if mailbox.login == Mailbox.Login.OAUTH2:
        server.xoauth2(mailbox.username, oauth.access_token(mailbox), initial_folder=None)
    else:
        password = secrets.decrypt(mailbox.secret)
        # LOGIN knows no letters such as ä or ł; AUTHENTICATE PLAIN is not known everywhere.
        sign_in = server.login if (mailbox.username + password).isascii() else server.login_utf8
        sign_in(mailbox.username, password, initial_folder=None)
    # Servers tell strangers less than those who have signed in.
    _answer, said = server.client.capability()
    server.client.capabilities = tuple(said[-1].decode("ascii", "replace").upper().split())


def imap(mailbox: Mailbox) -> BaseMailBox:
    server = open_imap(mailbox)
    try:
        sign_in_imap(server, mailbox)
    except TROUBLES:
        with suppress(OSError):
            server.client.shutdown()
        raise
    return server


def open_smtp(mailbox: Mailbox, *, timeout: float = TIMEOUT) -> smtplib.SMTP:
    """A connection that has said hello but not signed in; TLS is checked."""
    host, port, security = mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security
    if security == Security.TLS:
        return smtplib.SMTP_SSL(host, port, timeout=timeout, context=ssl.create_default_context())
    if security == Security.NONE and mailbox.username:
        _only_here(host, port)
    server = smtplib.SMTP(host, port, timeout=timeout)
    if security == Security.STARTTLS:
        server.starttls(context=ssl.create_default_context())
    return server


def sign_in_smtp(server: smtplib.SMTP, mailbox: Mailbox) -> None:
    """Without a user name the server is one that trusts this machine."""
    server.ehlo_or_helo_if_needed()
    if mailbox.login == Mailbox.Login.OAUTH2:
        server.user, server.password = mailbox.username, ""
        server.auth("XOAUTH2", _xoauth2(mailbox.username, oauth.access_token(mailbox)))
    elif mailbox.username:
        _log_in(server, mailbox.username, secrets.decrypt(mailbox.secret))


def smtp(mailbox: Mailbox) -> smtplib.SMTP:
    server = open_smtp(mailbox)
    try:
        sign_in_smtp(server, mailbox)
    except TROUBLES:
        server.close()
        raise
    return server


def in_words(problem: BaseException, *, host: str, port: int) -> str:
    """What went wrong, as an admin can act upon it."""
    values = {"host": host, "port": port, "said": _said(problem)}
    if isinstance(problem, socket.gaierror):
        return _("No machine is known by the name “%(host)s”. Check the spelling.") % values
    if isinstance(problem, TimeoutError):
        return _("%(host)s does not answer at port %(port)s. Check the port, or a firewall stands between.") % values
    if isinstance(problem, ConnectionRefusedError):
        return _("%(host)s refuses connections at port %(port)s: no mail server listens there.") % values
    if isinstance(problem, ssl.SSLCertVerificationError):
        return _("The certificate of %(host)s is not to be trusted: %(said)s.") % values
    if isinstance(problem, ssl.SSLError):
        return (
            _("%(host)s does not speak TLS at port %(port)s in this way. Try STARTTLS instead of TLS, or back.")
            % values
        )
    if isinstance(problem, NotEncrypted):
        return _("%(host)s is another machine: without encryption everybody between could read the password.") % values
    if isinstance(problem, InvalidToken):
        return _("The stored password cannot be decrypted, because the desk's key has changed. Enter it again.")
    return values["said"]  # type: ignore[return-value]  # a str, among the values


def _said(problem: BaseException) -> str:
    """The server's own words."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        return problem.verify_message
    if isinstance(problem, smtplib.SMTPResponseException):
        return f"{problem.smtp_code} {_text(problem.smtp_error)}"
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{who}: {code} {_text(said)}" for who, (code, said) in problem.recipients.items())
    return " ".join(_text(part) for part in problem.args if isinstance(part, str | bytes)) or type(problem).__name__


def _text(said: str | bytes) -> str:
    return " ".join((said.decode("utf-8", "replace") if isinstance(said, bytes) else said).split())


def _xoauth2(user: str, token: str) -> Any:
    # Any: typeshed wants an overloaded function here, which a closure cannot be.
    def answer(challenge: bytes | None = None) -> str:
        # A challenge here is a refusal in JSON; an empty line brings the server's verdict.
        return "" if challenge else f"user={user}\x01auth=Bearer {token}\x01\x01"

    return answer


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    if user.isascii() and password.isascii():
        server.login(user, password)
        return
    # smtplib's own login knows no letters such as ä or ł.
    plain = base64.b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
    code, said = server.docmd("AUTH", f"PLAIN {plain}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, said)


def _only_here(host: str, port: int) -> None:
    for *_rest, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if not ipaddress.ip_address(address[0]).is_loopback:
            raise NotEncrypted(host)
