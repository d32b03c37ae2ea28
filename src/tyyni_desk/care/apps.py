"""The Django app."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "tyyni_desk.care"
    label = "care"

    def ready(self) -> None:
        from tyyni_desk.care import listeners  # noqa: F401 (registers them)
        from tyyni_desk.care.boundaries.models import Boundary
        from tyyni_desk.care.ladder.models import ContactEnd
        from tyyni_desk.care.remedies.models import RemedyGiven
        from tyyni_desk.care.survey.models import Survey
        from tyyni_desk.conversations.customers import merging

        merging.HELD |= {
            "boundaries": Boundary,
            "contact_ends": ContactEnd,
            "remedies": RemedyGiven,
            "surveys": Survey,
        }
