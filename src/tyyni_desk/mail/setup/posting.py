"""How the desk's own letters leave: by TYYNI_SMTP_URL, else by the first mailbox that was set up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from tyyni_desk.lib import secrets
from tyyni_desk.mail.models import Mailbox


class NoMailServer(Exception):
    """Neither TYYNI_SMTP_URL nor a mailbox says how letters leave; set up a mailbox, then retry the job."""


class LetterBackend(EmailBackend):
    """Django's own, with the first mailbox's server where the settings name none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.mailbox = None if self.host else _mailbox()
        if self.mailbox:
            self.host, self.port = self.mailbox.smtp_host, self.mailbox.smtp_port
            self.use_ssl = self.mailbox.smtp_security == Mailbox.Security.TLS
            self.use_tls = self.mailbox.smtp_security == Mailbox.Security.STARTTLS
            self.username = self.mailbox.username
            self.password = secrets.decrypt(self.mailbox.secret) if self.mailbox.secret else ""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if not self.host:
            raise NoMailServer
        if self.mailbox:
            # Most servers send from the mailbox's own address only.
            for message in email_messages:
                message.from_email = self.mailbox.address
        return super().send_messages(email_messages)


def _mailbox() -> Mailbox | None:
    usable = Mailbox.objects.filter(is_enabled=True, login=Mailbox.Login.PASSWORD).exclude(smtp_host="")
    return usable.order_by("pk").first()
