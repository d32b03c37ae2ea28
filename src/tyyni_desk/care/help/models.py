"""Help that was asked for in a conversation, who came, and whom the customer was told goes on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Agent, Team


class HelpRequest(models.Model):
    """It hangs on the internal note that is its brief, so a merge brings it along.

    Without a receiver it is for anyone free. Asking is no fault: nothing counts these rows by person.
    """

    class Kind(models.TextChoices):
        HELP = "help", _("Ask for help")
        ESCALATION = "escalation", _("Escalate")
        HANDOVER = "handover", _("Hand over")

    class Reason(models.TextChoices):
        AUTHORITY = "authority", _("it needs a decision that I may not take")
        SKILL = "skill", _("it needs somebody who knows this matter")
        LEGAL = "legal", _("the customer speaks of court or the authorities")
        ASKED = "asked", _("the customer asks for a manager")
        STUCK = "stuck", _("we go round in circles")
        CONDUCT = "conduct", _("the way they speak to us")
        OTHER = "other", _("something else")

    note = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="help_request")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.HELP)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)  # of an escalation
    question = models.CharField(max_length=300, blank=True)
    to_agent = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    to_team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    to_leads = models.BooleanField(default=False)
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(kind="escalation") | ~models.Q(reason=""), name="an_escalation_has_a_reason"
            )
        ]

    @property
    def conversation(self) -> Conversation:
        return self.note.conversation

    @property
    def is_handover(self) -> bool:
        return self.kind == self.Kind.HANDOVER


class HelpAnswer(models.Model):
    """Somebody came; or, when it is the one who asked, help is no longer needed."""

    request = models.OneToOneField(HelpRequest, on_delete=models.CASCADE, related_name="answer")
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class Handover(models.Model):
    """The customer was told who goes on. An answer that is called back takes it along."""

    request = models.OneToOneField(HelpRequest, on_delete=models.CASCADE, related_name="handover")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="handover")
