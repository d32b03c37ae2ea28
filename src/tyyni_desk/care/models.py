"""What the engine understood of each customer message; each other concern of care has a package of its own."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tyyni_desk.care.boundaries.models import Boundary, Policy
from tyyni_desk.care.clocks.models import Clock, ClockSwitch
from tyyni_desk.care.corrections.models import Correction, Sharing
from tyyni_desk.care.exposure.models import Aftercare, Exposure
from tyyni_desk.care.guides.models import Guide
from tyyni_desk.care.help.models import Handover, HelpAnswer, HelpRequest
from tyyni_desk.care.holds.models import Cooling, Hold, SentAnyway
from tyyni_desk.care.ladder.models import Appeal, ContactEnd, Rung
from tyyni_desk.care.phrases.models import AvoidedPhrase
from tyyni_desk.care.playbooks.models import PlaybookVersion
from tyyni_desk.care.promises.models import Promise, PromiseRules
from tyyni_desk.care.remedies.models import (
    CurrencyRules,
    GoodwillRules,
    Remedy,
    RemedyGiven,
    RemedyPrice,
    RemedyRequest,
)
from tyyni_desk.care.safety.models import Evidence, Incident
from tyyni_desk.care.suggesting.models import ModelServer
from tyyni_desk.care.survey.models import Survey, SurveyRules
from tyyni_desk.conversations.models import Message

__all__ = [
    "Aftercare",
    "Appeal",
    "AvoidedPhrase",
    "Boundary",
    "Clock",
    "ClockSwitch",
    "ContactEnd",
    "Cooling",
    "Correction",
    "CurrencyRules",
    "Evidence",
    "Exposure",
    "GoodwillRules",
    "Guide",
    "Handover",
    "HelpAnswer",
    "HelpRequest",
    "Hold",
    "Incident",
    "ModelServer",
    "PlaybookVersion",
    "Policy",
    "Promise",
    "PromiseRules",
    "Reading",
    "Remedy",
    "RemedyGiven",
    "RemedyPrice",
    "RemedyRequest",
    "Rung",
    "SentAnyway",
    "Sharing",
    "Survey",
    "SurveyRules",
]


class Reading(models.Model):
    """The engine's reading of one message, as the contract writes it (docs/contract.md)."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="reading")
    labels = models.JSONField()
    as_read = models.JSONField(null=True)  # by the engine, where an agent set a label right
    temperature = models.PositiveSmallIntegerField(default=0)  # of the conversation after this message, 0..100
    engine = models.CharField(max_length=20)
    read_at = models.DateTimeField(default=timezone.now)
