"""The rungs that were taken in a conversation, the end of a contact, and appeals against it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tyyni_desk.care.boundaries.models import Policy
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Agent, Customer


class Rung(models.Model):
    """One step of the ladder: which words led to it, what the customer was told, and by which policy."""

    class Kind(models.TextChoices):
        BOUNDARY = "boundary", _("Purpose and limits")
        HANDOVER = "handover", _("Hand-over")
        WARNING = "warning", _("Warning")
        LAST_WARNING = "last_warning", _("Last warning")
        END = "end", _("End")

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="rungs")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    evidence = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    # An answer that is called back within the undo window takes its rung with it.
    answer = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="rung")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    offered = models.TextField(blank=True)  # who was offered to go on, or why nobody could
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "kind"], name="each_rung_once")]


class ContactEnd(models.Model):
    """The contact with a customer is ended for a time. Their mail is received, and a lead reads it."""

    rung = models.OneToOneField(Rung, on_delete=models.CASCADE, related_name="ending")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="contact_ends")
    until = models.DateField()
    reader = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    told_at = models.DateTimeField(null=True)  # when the customer was last told of it by a machine
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]


class Appeal(models.Model):
    """The customer disagrees with the end of the contact; a lead decides, and says why."""

    ending = models.ForeignKey(ContactEnd, on_delete=models.CASCADE, related_name="appeals")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    is_upheld = models.BooleanField(null=True)  # True: the customer was right, the contact is open again
    why = models.TextField(blank=True)
    decided_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
