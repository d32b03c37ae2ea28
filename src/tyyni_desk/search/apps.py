"""The Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tyyni_desk.search"
    label = "search"

    def ready(self) -> None:
        from tyyni_desk.search import listeners  # noqa: F401 (registers them)
