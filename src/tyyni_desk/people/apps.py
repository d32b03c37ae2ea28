"""The Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tyyni_desk.people"
    label = "people"
