"""Mails as customers' programs write them, and the desk's own mailbox."""

from __future__ import annotations

from itertools import count

from tyyni_desk.jobs import worker
from tyyni_desk.mail import actions
from tyyni_desk.mail.models import Mailbox, RawMail

US = "tuki@lumo.example"
MATTI = "Matti Korhonen <matti@asiakas.example>"
_NUMBERS = count(1)


def letter(body="Missä tilaukseni 10233 on?", *, sender=MATTI, subject="Tilaus", to=US, html=None, **headers) -> bytes:
    """A plain mail; ``headers`` by name with underscores, None leaves one out."""
    kind = "html" if html else "plain"
    lines = {
        "From": sender,
        "To": to,
        "Subject": subject,
        "Date": "Mon, 02 Nov 2026 12:04:00 +0200",
        "Message-ID": f"<{next(_NUMBERS)}@asiakas.example>",
        "Content-Type": f"text/{kind}; charset=utf-8",
    }
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in lines.items() if value is not None)
    return f"{head}\n{html or body}\n".encode()


def bounce(
    message,
    *,
    reason="550 5.1.1 No such user here",
    action="failed",
    sender="Mail Delivery System <MAILER-DAEMON@mx.example>",
):
    """The report of a server that could not deliver ``message``."""
    return (
        f"Return-Path: <>\nFrom: {sender}\nTo: {US}\nSubject: Undelivered Mail Returned to Sender\n"
        f"Message-ID: <bounce{next(_NUMBERS)}@mx.example>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\nContent-Type: text/plain\n\nI'm sorry, your message could not be delivered.\n\n"
        "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; matti@asiakas.example\nAction: {action}\nStatus: 5.1.1\n"
        f"Diagnostic-Code: smtp; {reason}\n\n"
        f"--B\nContent-Type: text/rfc822-headers\n\nFrom: {US}\nMessage-ID: <{message.message_id}>\n"
        f"References: {' '.join(f'<{one}>' for one in message.references)}\n\n--B--\n"
    ).encode()


def make_mailbox(**fields):
    values = {"name": "Lumo & Sosna", "address": US, "smtp_host": "127.0.0.1", "smtp_port": 1, "smtp_security": "none"}
    return Mailbox.objects.create(**values | fields)


def arrive(raw: bytes, **fields) -> RawMail:
    """Store and parse one mail, as the desk does."""
    stored, _ = actions.store(raw, **fields)
    worker.run_all()
    return RawMail.objects.get(pk=stored.pk)
