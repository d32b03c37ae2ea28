"""The words by which a conversation is found: as written, as lemmas and as stems, of every message and name in it."""

from __future__ import annotations

from django.db import models

from tyyni_desk.conversations.models import Conversation


class Entry(models.Model):
    """All searchable words of one conversation. The full-text index over ``words`` is made in the migration."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, primary_key=True, related_name="words")
    words = models.TextField()
