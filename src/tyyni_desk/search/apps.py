"""The Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tyyni_desk.search"
    label = "search"
