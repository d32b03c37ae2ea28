"""How the desk's own letters leave: by TYYNI_SMTP_URL, else by the first mailbox that was set up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from tyyni_desk.mail import servers
from tyyni_desk.mail.models import Mailbox


class NoMailServer(Exception):
    """Neither TYYNI_SMTP_URL nor a mailbox says how letters leave; set up a mailbox, then retry the job."""


class LetterBackend(EmailBackend):
    """Django's own, with the first mailbox's server where the settings name none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.mailbox = None if self.host else _mailbox()

    def open(self) -> bool | None:
        if self.mailbox is None or self.connection is not None:
            return super().open()
        self.connection = servers.smtp(self.mailbox)
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if not self.host and self.mailbox is None:
            raise NoMailServer
        if self.mailbox:
            # Most servers send from the mailbox's own address only.
            for message in email_messages:
                message.from_email = self.mailbox.address
        return super().send_messages(email_messages)


def _mailbox() -> Mailbox | None:
    return Mailbox.objects.filter(is_enabled=True).exclude(smtp_host="").order_by("pk").first()
