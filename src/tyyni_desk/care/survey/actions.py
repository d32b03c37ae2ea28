"""Asks a customer how it went, takes the answer, and sets whether the company asks."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tyyni_desk.care.survey import letters, queries
from tyyni_desk.care.survey.models import MOST, QUESTIONS, Survey, SurveyRules
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.live import publish
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent


@transaction.atomic
def ask(conversation: Conversation, *, to: str, company: str) -> Survey:
    """The letter goes into the conversation and to the address ``to`` alone, nobody in copy."""
    survey = Survey.objects.create(conversation=conversation, customer=conversation.customer)
    text = letters.letter(survey, company=company)
    survey.message = actions.say_automatically(conversation, text=text, event="asked_how_it_went", to=[to])
    survey.save(update_fields=["message"])
    return survey


@transaction.atomic
def answer(survey: Survey, *, words: str, **given: int) -> None:
    """Of each question of QUESTIONS, 1 to MOST; ValueError otherwise. A second answer takes the first one's place."""
    if given.keys() != QUESTIONS.keys() or not all(1 <= value <= MOST for value in given.values()):
        raise ValueError("each question has one answer from 1 to 5")
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    is_first = survey.answered_at is None
    for name, value in given.items():
        setattr(survey, name, value)
    survey.words, survey.answered_at = words.strip(), timezone.now()
    survey.save()
    if is_first:
        survey.conversation.record("told_how_it_went", by=None)
    publish.changed(survey.conversation_id)


@transaction.atomic
def set_rules(*, is_on: bool, hours: int, by: Agent) -> None:
    held, after = queries.rules(), {"is_on": is_on, "hours": hours}
    changes = audit.difference({name: getattr(held, name) for name in after}, after)
    if changes:
        SurveyRules.objects.update_or_create(pk=held.pk or 1, defaults=after)
        audit.note(by=by, action="survey_set", subject="survey", detail=changes)
