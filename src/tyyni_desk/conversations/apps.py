"""The Django app."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "tyyni_desk.conversations"
    label = "conversations"

    def ready(self) -> None:
        from tyyni_desk.conversations import listeners  # noqa: F401 (registers them)
