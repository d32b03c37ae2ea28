"""The Django app."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "tyyni_desk.conversations"
    label = "conversations"
