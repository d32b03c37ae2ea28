"""The Django app."""

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    name = "tyyni_desk.routing"
    label = "routing"

    def ready(self) -> None:
        from tyyni_desk.routing import listeners  # noqa: F401 (registers them)
