"""What a customer is told at a rung: in their language and form of address, with the company's own policy."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from django.utils import timezone, translation
from django.utils.formats import date_format

from tyyni.drafting.names import gender, greeting
from tyyni_desk.care.boundaries.models import Policy
from tyyni_desk.care.hours import hours_of
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Agent

_FORMS = {"te": "te", "sinä": "sinä", "pan_pani": "pan", "ty": "ty"}
_USUAL = {"fi": "te", "pl": "pan", "en": "you"}
_INFLECTED = {"pan": ("Pana", "Panu"), "pani": ("Pani", "Pani"), None: ("Państwa", "Państwu")}


_SPOKEN = ("phone_note", "store_note")


def is_spoken(conversation: Conversation) -> bool:
    """Whether the words are said and not sent: a call, or a visit (S3.7)."""
    return conversation.channel in _SPOKEN


def language_of(conversation: Conversation) -> str:
    return conversation.language if conversation.language in _USUAL else "en"


def text(
    kind: str, conversation: Conversation, *, policy: Policy, until: date | None = None, colleague: str = ""
) -> str:
    """The words of ``kind``, a rung or ``notice``, greeting first."""
    language = language_of(conversation)
    wrote = list(_wrote(conversation))
    form = _form(language, wrote)
    by_gender = gender(conversation.customer.name or None, "\n".join(message.text for message in wrote))
    pana, panu = _INFLECTED[by_gender]
    with translation.override(language):
        day = date_format(until, "SHORT_DATE_FORMAT") if until else ""
    said = _texts()[language][form]
    body = said[kind].format(
        policy=policy.contact.get(language, ""),
        until=day,
        colleague=colleague,
        pana=pana,
        panu=panu,
        appeal=said["appeal_call" if is_spoken(conversation) else "appeal"],
    )
    return f"{_greeting(language, form, by_gender, conversation)}\n\n{body}"


def handover(conversation: Conversation, *, policy: Policy, to: Agent) -> str:
    """That ``to`` goes on, needs nothing repeated, and answers by the end of the next working day (S3.5)."""
    day = hours_of(conversation).after_days(timezone.now(), 1).date()
    return text("handover", conversation, policy=policy, until=day, colleague=to.first_name)


def _wrote(conversation: Conversation) -> list[Message]:
    said = conversation.messages.filter(kind=Message.Kind.CUSTOMER, is_automatic=False).select_related("reading")
    return list(said)


def _form(language: str, wrote: list[Message]) -> str:
    """The form of address that the customer used last; else the distance that a serious text keeps."""
    used = [_FORMS.get(message.reading.labels["style"]["address"]) for message in wrote if hasattr(message, "reading")]
    return next((form for form in reversed(used) if form in _texts()[language]), None) or _USUAL[language]


def _greeting(language: str, form: str, by_gender: str | None, conversation: Conversation) -> str:
    name = conversation.customer.name or None
    if language == "pl":
        return greeting("pl", "ty" if form == "ty" else by_gender or "państwo", name)
    return greeting("fi" if language == "fi" else "en", form, name)


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((Path(__file__).parent / "texts.toml").read_text("utf-8"))
