"""The Django app."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "tyyni_desk.mail"
    label = "mail"
