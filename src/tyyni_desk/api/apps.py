"""The Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tyyni_desk.api"
    label = "api"
