"""Mail: the mailboxes, every mail as it came (bytes first), and every mail that goes out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations.models import Message
from tyyni_desk.people.models import Team


class Mailbox(models.Model):
    """An address of the company: where its mail is fetched and how answers go out."""

    class Security(models.TextChoices):
        TLS = "tls", _("TLS")
        STARTTLS = "starttls", _("STARTTLS")
        NONE = "none", _("None (only on this machine)")

    class Login(models.TextChoices):
        PASSWORD = "password", _("Password")
        OAUTH2 = "oauth2", _("OAuth 2")

    name = models.CharField(max_length=120)
    address = models.EmailField(unique=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    login = models.CharField(max_length=8, choices=Login.choices, default=Login.PASSWORD)
    username = models.CharField(max_length=254, blank=True)
    secret = models.TextField(blank=True)  # encrypted (lib.secrets): a password, or OAuth 2 tokens as JSON
    imap_host = models.CharField(max_length=254, blank=True)
    imap_port = models.PositiveIntegerField(default=993)
    imap_security = models.CharField(max_length=8, choices=Security.choices, default=Security.TLS)
    folder = models.CharField(max_length=200, default="INBOX")
    smtp_host = models.CharField(max_length=254, blank=True)
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_security = models.CharField(max_length=8, choices=Security.choices, default=Security.STARTTLS)
    signatures = models.JSONField(default=dict)  # by language
    # Set when a test mail to such an address came back: only then do answers ask for replies to support+1042.…@.
    plus_addresses = models.BooleanField(default=False)
    is_enabled = models.BooleanField(default=True)
    deletes_on_server = models.BooleanField(default=False)
    # High-water mark: every UID up to here is stored. A new UIDVALIDITY begins again from zero.
    uidvalidity = models.BigIntegerField(null=True)
    highest_uid = models.BigIntegerField(default=0)
    server_count = models.PositiveIntegerField(null=True)
    fetched_at = models.DateTimeField(null=True)
    fetch_error = models.TextField(blank=True)
    send_error = models.TextField(blank=True)
    send_failed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return self.address


class RawMail(models.Model):
    """One mail as the server gave it. Stored before anything is understood of it, and never dropped."""

    class State(models.TextChoices):
        STORED = "stored", _("Stored")
        PARSED = "parsed", _("Parsed")
        FAILED = "failed", _("Needs a look")

    class Place(models.TextChoices):
        INBOX = "inbox", _("Inbox")
        AUTOMATIC = "automatic", _("Automatic answers")
        BOUNCE = "bounce", _("Bounces")
        LIST = "list", _("Mailing lists")
        BLOCKED = "blocked", _("Blocked senders")
        SPAM = "spam", _("Spam")
        OWN = "own", _("Our own mail")
        COPY = "copy", _("Second copies")

    mailbox = models.ForeignKey(Mailbox, null=True, on_delete=models.SET_NULL, related_name="mails")
    source = models.CharField(max_length=20, default="imap")  # imap, import, hook
    uidvalidity = models.BigIntegerField(null=True)
    uid = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    is_whole = models.BooleanField(default=True)  # False: too large, only its head was fetched
    received_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=6, choices=State.choices, default=State.STORED)
    place = models.CharField(max_length=9, choices=Place.choices, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    error = models.TextField(blank=True)
    message = models.OneToOneField(Message, null=True, on_delete=models.SET_NULL, related_name="raw")

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["state", "place", "-id"], name="mail_by_place")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailbox", "uidvalidity", "uid"], name="mail_once_by_uid"),
            models.UniqueConstraint(fields=["sha256"], name="mail_once_by_content"),
        ]


class Delivery(models.Model):
    """The way of one answer to the customer's mail server.

    queued → sending → sent | failed; ``unsure`` when the process died between the server's answer and our commit.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        SENDING = "sending", _("Sending")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")
        UNSURE = "unsure", _("May have been sent")
        UNDONE = "undone", _("Called back")

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="delivery")
    mailbox = models.ForeignKey(Mailbox, null=True, on_delete=models.SET_NULL, related_name="deliveries")
    state = models.CharField(max_length=7, choices=State.choices, default=State.QUEUED)
    send_after = models.DateTimeField(default=timezone.now)  # the end of the undo window
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)  # when the last bytes began to go to the server
    answer = models.TextField(blank=True)  # what the server said last
    sent_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    bounce_reason = models.TextField(blank=True)
    bounce = models.ForeignKey(RawMail, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name_plural = "deliveries"
        indexes: ClassVar = [models.Index(fields=["state", "send_after"], name="deliveries_due")]


class HeldMail(models.Model):
    """The raw mail of a message that is evidence: its bytes cannot be deleted."""

    raw = models.OneToOneField(RawMail, on_delete=models.PROTECT, related_name="held")
    at = models.DateTimeField(default=timezone.now)


class BlockedSender(models.Model):
    """An address whose mail goes to a place of its own; it is received, seen and never answered by itself."""

    address = models.EmailField(unique=True)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)


class AutomaticAnswer(models.Model):
    """A mail that we sent by ourselves, kept for the limit per address."""

    address = models.EmailField(db_index=True)
    at = models.DateTimeField(default=timezone.now)
