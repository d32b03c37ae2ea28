"""The Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tyyni_desk.jobs"
    label = "jobs"
