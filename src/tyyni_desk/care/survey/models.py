"""The survey after a conversation, and whether the company asks at all."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Customer

QUESTIONS = {
    "outcome": _("Was the outcome fair?"),
    "process": _("Was the way to it fair?"),
    "treatment": _("Were you treated fairly?"),
}
MOST = 5  # 1: not at all, 5: entirely


class Survey(models.Model):
    """The customer of a conversation was asked, once. It knows no agent; a second answer replaces the first."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="survey")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="surveys")
    message = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    outcome = models.PositiveSmallIntegerField(null=True)
    process = models.PositiveSmallIntegerField(null=True)
    treatment = models.PositiveSmallIntegerField(null=True)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["customer", "-answered_at"], name="surveys_of_a_customer")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    *(
                        models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__range": (1, MOST)})
                        for name in QUESTIONS
                    )
                ),
                name="survey_1_to_5",
            )
        ]

    @property
    def language(self) -> str:
        return self.conversation.language or self.customer.language


class SurveyRules(models.Model):
    """Whether customers are asked, and how long after the end. One row at most; none: nobody is asked."""

    is_on = models.BooleanField(default=False)
    hours = models.PositiveSmallIntegerField(default=24)
