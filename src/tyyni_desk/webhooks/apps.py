"""The Django app."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "tyyni_desk.webhooks"
    label = "webhooks"
