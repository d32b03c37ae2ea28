"""Whether a customer may be asked, what they answered, and what all of them say together. No figure is an agent's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Avg
from django.utils import timezone

from tyyni_desk.care.ladder.models import Rung
from tyyni_desk.care.ladder.queries import ending_of
from tyyni_desk.care.survey.models import QUESTIONS, Survey, SurveyRules
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Customer

REST = timedelta(days=30)  # who answered is left in peace for so long
FEWEST = 5  # answers of which an average is told
_COUNTED = timedelta(days=90)
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Summary:
    """The company's answers of 90 days; ``averages`` by question, 1..5, and empty while they are too few."""

    asked: int
    answered: int
    averages: dict[str, Decimal]


def rules() -> SurveyRules:
    """Those that hold; nobody is asked before a lead switched it on."""
    return SurveyRules.objects.first() or SurveyRules()


def due_at(conversation: Conversation) -> datetime | None:
    """When the customer may be asked; None: not at all, for the company does not ask or the conversation is open."""
    held = rules()
    if not held.is_on or not conversation.is_closed or conversation.closed_at is None:
        return None
    return conversation.closed_at + timedelta(hours=held.hours)


def may_ask(conversation: Conversation) -> bool:
    """Once, by mail, a customer who stands alone: never after an ended contact, in danger, or who answered lately."""
    customer = conversation.customer
    if conversation.channel != "email" or conversation.parent_id or conversation.merged_into_id:
        return False
    if Survey.objects.filter(conversation=conversation).exists() or conversation.incidents.exists():
        return False
    if ending_of(customer) or conversation.rungs.filter(kind=Rung.Kind.END).exists():
        return False
    if conversation.events.filter(kind="wrote_after_end").exists():
        return False
    if not conversation.messages.filter(kind=Message.Kind.AGENT, is_automatic=False).exists():
        return False
    lately = timezone.now() - REST
    return not Survey.objects.filter(customer=customer, answered_at__gte=lately).exists()


def last_word(conversation: Conversation) -> Message | None:
    """The customer's last message that no machine wrote."""
    said = conversation.messages.filter(kind=Message.Kind.CUSTOMER, is_automatic=False, customer=conversation.customer)
    return said.order_by("pk").last()


def answers(survey: Survey) -> list[tuple[str, int]]:
    """Each question in words, with its answer."""
    return [(str(words), getattr(survey, name)) for name, words in QUESTIONS.items()]


def answers_in(conversation: Conversation) -> list[Survey]:
    """The customer's answer, if there is one."""
    return list(Survey.objects.filter(conversation=conversation).exclude(answered_at=None))


def answers_of(customer: Customer) -> list[Survey]:
    """What a customer answered, under every address that is theirs, the latest first."""
    found = Survey.objects.filter(customer=customer).exclude(answered_at=None)
    return list(found.select_related("conversation").order_by("-answered_at")[:_SHOWN])


def summary() -> Summary:
    """Of the whole company."""
    recent = Survey.objects.filter(asked_at__gte=timezone.now() - _COUNTED)
    answered = recent.exclude(answered_at=None)
    count = answered.count()
    found: dict[str, Any] = answered.aggregate(**{name: Avg(name) for name in QUESTIONS}) if count >= FEWEST else {}
    averages = {name: Decimal(str(value)).quantize(Decimal("0.1")) for name, value in found.items()}
    return Summary(recent.count(), count, averages)


def exported(customer: Customer) -> list[dict[str, Any]]:
    """What a customer was asked and answered, as they may read it (GDPR art. 15)."""
    rows = Survey.objects.filter(customer=customer).order_by("pk")
    fields = (*QUESTIONS, "words")
    return [{"asked_at": row.asked_at.isoformat(), **{name: getattr(row, name) for name in fields}} for row in rows]
