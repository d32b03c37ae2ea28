"""Conversations that wait for somebody, and what each agent was given last; the rules have a package of their own."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Agent
from tyyni_desk.routing.rules.models import RulebookVersion

__all__ = ["LastGiven", "RulebookVersion", "Wait"]


class Wait(models.Model):
    """A conversation is nobody's yet and is to be given out; the row goes when it is, or when a person decides."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="routing_wait")
    since = models.DateTimeField(default=timezone.now, db_index=True)
    # Why nobody has it (a code of choosing.Why); empty until it was tried.
    why = models.CharField(max_length=12, blank=True)
    language = models.CharField(max_length=3, blank=True)  # in which nobody answers


class LastGiven(models.Model):
    """The conversation that an agent was given last, by whomever: two hostile ones are not given in a row."""

    agent = models.OneToOneField(Agent, on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
