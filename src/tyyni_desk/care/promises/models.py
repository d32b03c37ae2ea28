"""A promise that an answer made."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tyyni_desk.conversations.models import Message
from tyyni_desk.people.models import Agent


class Promise(models.Model):
    """It hangs on its message: an answer that is called back takes its promises with it, a merge brings them along."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        MOVED = "moved", _("moved")  # the customer was told before it was due
        BROKEN = "broken", _("broken")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="promises")
    words = models.CharField(max_length=500)
    owner = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="promises")
    due_at = models.DateTimeField()
    every_days = models.PositiveSmallIntegerField(null=True)  # how often the customer hears how it goes
    update_due_at = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    is_confirmed = models.BooleanField(default=False)  # a person has looked at owner, time and rhythm
    told = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="moves")
    # Nothing more is owed. A broken promise is owed until it is made good, and stays broken.
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["due_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="promises_owed", condition=models.Q(ended_at__isnull=True)),
            models.Index(fields=["remind_at"], name="promises_to_remind", condition=models.Q(remind_at__isnull=False)),
            models.Index(fields=["owner", "due_at"], name="promises_of_an_agent"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(every_days__isnull=True) | models.Q(every_days__gte=1), name="rhythm_of_whole_days"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("open", "broken")) | models.Q(ended_at__isnull=False),
                name="kept_and_moved_are_over",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def is_owed(self) -> bool:
        return self.ended_at is None

    @property
    def is_broken(self) -> bool:
        return self.state == self.State.BROKEN


class PromiseRules(models.Model):
    """What the company lets its agents promise; one row, or none while nobody has said."""

    most_days = models.PositiveSmallIntegerField(null=True)
