"""The Django app."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "tyyni_desk.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        from tyyni_desk.webhooks import listeners  # noqa: F401 (registers them)
