"""Tries a mailbox out and says in plain words what failed."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tyyni_desk.mail.models import Mailbox


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    said: str


def test_connection(mailbox: Mailbox) -> list[Check]:
    """Each step in order, up to the first that failed."""
    return [_found(host) for host in dict.fromkeys((mailbox.imap_host, mailbox.smtp_host)) if host]


def _found(host: str) -> Check:
    try:
        socket.getaddrinfo(host, None)
    except OSError as error:
        return Check("dns", False, _("No server has the name %(host)s: %(why)s") % {"host": host, "why": error})
    return Check("dns", True, _("%(host)s is found.") % {"host": host})
