"""The core: conversations, their messages, and what happened to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations import listening
from tyyni_desk.people.models import Agent, Customer, Team

CHANNELS = [
    ("email", _("email")),
    ("chat", _("chat")),
    ("review", _("public post")),
    ("phone_note", _("phone")),
    ("store_note", _("shop")),
]


_LISTED = models.Q(parent=None, merged_into=None)  # as in queries.visible


class Tag(models.Model):
    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Conversation(models.Model):
    """What one customer and the company say to each other about one matter.

    ``state`` says whose turn it is, so that a queue is one index scan at any size; who moved it and when is an Event.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")  # the customer waits for us
        WAITING = "waiting", _("Waiting")  # we wait for the customer
        SNOOZED = "snoozed", _("Snoozed")  # until snoozed_until, or the customer writes
        CLOSED = "closed", _("Closed")

    number = models.BigAutoField(primary_key=True)
    subject = models.CharField(max_length=300, blank=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="conversations")
    channel = models.CharField(max_length=12, choices=CHANNELS, default="email")
    language = models.CharField(max_length=3, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    assignee = models.ForeignKey(Agent, null=True, blank=True, on_delete=models.SET_NULL, related_name="assigned")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="conversations")
    tags = models.ManyToManyField(Tag, blank=True, related_name="conversations")
    watchers = models.ManyToManyField(Agent, blank=True, related_name="watched")
    # A side conversation with a colleague or a supplier hangs on the customer's one (S2.19).
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="sides")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    follows = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="followers")

    created_at = models.DateTimeField(default=timezone.now)
    last_message_at = models.DateTimeField(default=timezone.now)
    waiting_since = models.DateTimeField(null=True)  # the first message that we have not answered
    snoozed_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)  # by the response clock of the channel (S4.7)
    first_answer_at = models.DateTimeField(null=True)
    # The queue's order: when the customer began to wait, moved forward by heat (see care.queries).
    care_at = models.DateTimeField(default=timezone.now)
    temperature = models.PositiveSmallIntegerField(default=0)  # 0..100
    signals = models.JSONField(default=dict)  # what a queue row tells of the last reading

    class Meta:
        ordering: ClassVar = ["-last_message_at"]
        indexes: ClassVar = [
            # Lists are read from these in their order, and counts without a look at the rows.
            models.Index(fields=["state", "care_at", "number"], name="queue_by_care", condition=_LISTED),
            models.Index(
                fields=["state", "assignee", "care_at", "number"], name="queue_of_an_agent", condition=_LISTED
            ),
            models.Index(fields=["state", "team", "care_at", "number"], name="queue_of_a_team", condition=_LISTED),
            models.Index(fields=["state", "-last_message_at", "-number"], name="latest_by_state", condition=_LISTED),
            models.Index(fields=["-last_message_at", "-number"], name="latest", condition=_LISTED),
            models.Index(fields=["customer", "-last_message_at"], name="history_of_a_customer"),
            models.Index(
                fields=["snoozed_until"], name="snoozed_to_wake", condition=models.Q(snoozed_until__isnull=False)
            ),
            models.Index(fields=["answer_due_at"], name="answers_due", condition=models.Q(answer_due_at__isnull=False)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(temperature__lte=100), name="temperature_0_to_100"),
            models.CheckConstraint(
                condition=~models.Q(state="snoozed") | models.Q(snoozed_until__isnull=False), name="snoozed_until_when"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.subject}"

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def is_late(self) -> bool:
        return self.answer_due_at is not None and self.answer_due_at < timezone.now()

    @property
    def standing(self) -> Conversation:
        """Itself, or the one that it was merged into."""
        found = self
        while found.merged_into is not None:
            found = found.merged_into
        return found

    def record(self, kind: str, *, by: Agent | None, at: datetime | None = None, **detail: Any) -> Event:
        """Write down what happened, the past tense in ``kind`` ("closed", "assigned"), and tell who listens."""
        event = Event.objects.create(conversation=self, kind=kind, by=by, at=at or timezone.now(), detail=detail)
        listening.tell(event)
        return event


class Message(models.Model):
    """One thing said: by the customer, by the company, or among agents (a note)."""

    class Kind(models.TextChoices):
        CUSTOMER = "customer", _("Customer")
        AGENT = "agent", _("Agent")
        NOTE = "note", _("Internal note")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.SET_NULL, related_name="messages")
    agent = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="messages")
    channel = models.CharField(max_length=12, choices=CHANNELS, default="email")
    text = models.TextField(blank=True)  # the sender's own words
    quoted = models.TextField(blank=True)  # history and signature, folded on the page
    html = models.TextField(blank=True)  # sanitised, shown in a sandboxed frame
    created_at = models.DateTimeField(default=timezone.now)
    message_id = models.CharField(max_length=255, null=True, unique=True)  # the mail's own, without brackets
    references = models.JSONField(default=list)
    sender = models.CharField(max_length=254, blank=True)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    is_automatic = models.BooleanField(default=False)  # written by a machine: wakes nobody
    is_certain = models.BooleanField(default=True)  # False: the mail's charset lied or was unknown

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        indexes: ClassVar = [models.Index(fields=["conversation", "created_at", "id"], name="turns_of_a_talk")]

    @property
    def is_note(self) -> bool:
        return self.kind == self.Kind.NOTE


class Attachment(models.Model):
    """A file that came with a message or goes out with one. The bytes lie in the data folder."""

    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="attachments")
    draft = models.ForeignKey("Draft", null=True, on_delete=models.SET_NULL, related_name="attachments")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120, default="application/octet-stream")
    size = models.PositiveIntegerField()
    content_id = models.CharField(max_length=255, blank=True)  # of a picture shown inside the text
    file = models.FileField(upload_to="attachments/%Y/%m/", max_length=255)


class Draft(models.Model):
    """What an agent is writing, kept on the server as they type. One a conversation and agent."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="drafts")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=8, choices=Message.Kind.choices, default=Message.Kind.AGENT)
    text = models.TextField(blank=True)
    # The last message that the author had seen when they began: a newer one stops the send.
    seen = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "agent"], name="one_draft_each")]


class Event(models.Model):
    """What happened to a conversation, in order; the audit trail."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40)
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["conversation", "at"], name="trail_of_a_talk")]


class Mention(models.Model):
    """An agent was named (@name) in an internal note."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mentions")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="mentions")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "agent"], name="mention_once")]


class Presence(models.Model):
    """Who has a conversation open, and who is writing in it. Rows older than a minute mean nobody."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="presences")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    is_replying = models.BooleanField(default=False)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "agent"], name="present_once")]


class Merge(models.Model):
    """Conversations put together or taken apart. ``moved`` holds what went where, so that it can be undone."""

    class Kind(models.TextChoices):
        MERGE = "merge"
        SPLIT = "split"

    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.MERGE)
    source = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="merges")
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)


class SavedView(models.Model):
    """A search that an agent keeps in the side bar; shared ones are everybody's."""

    name = models.CharField(max_length=80)
    owner = models.ForeignKey(Agent, null=True, on_delete=models.CASCADE, related_name="views")
    search = models.CharField(max_length=300)
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name"]


class ResponseTarget(models.Model):
    """How soon a channel is answered, in working minutes; the shortest is for public posts (S4.7)."""

    channel = models.CharField(max_length=12, choices=CHANNELS, unique=True)
    first_minutes = models.PositiveIntegerField()
    next_minutes = models.PositiveIntegerField()
    country = models.CharField(max_length=2, default="FI")  # whose holidays
    time_zone = models.CharField(max_length=40, default="Europe/Helsinki")
    opens = models.TimeField(default="08:00")
    closes = models.TimeField(default="17:00")
