"""The Django app."""

from django.apps import AppConfig


class SnippetsConfig(AppConfig):
    name = "tyyni_desk.snippets"
    label = "snippets"
