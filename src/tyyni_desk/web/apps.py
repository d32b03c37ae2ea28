"""The Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tyyni_desk.web"
    label = "web"
