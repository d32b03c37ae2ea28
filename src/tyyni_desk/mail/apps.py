"""The Django app."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "tyyni_desk.mail"
    label = "mail"

    def ready(self) -> None:
        from tyyni_desk.mail import listeners  # noqa: F401 (registers them)
