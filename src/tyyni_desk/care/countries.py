"""Which country's calendar and law hold for a customer."""

from __future__ import annotations

from tyyni.promises.calendars import Calendar, calendar_for
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Identity

_BY_PREFIX = {"+358": "FI", "+48": "PL", "+44": "GB", "+353": "IE", "+46": "SE", "+372": "EE", "+49": "DE"}
_LANGUAGES = ("fi", "pl", "en")


def calendar_of(conversation: Conversation) -> Calendar:
    """By the customer's telephone number, else by the language that they write."""
    language = conversation.language or conversation.customer.language
    return calendar_for(language if language in _LANGUAGES else "en", country=_country(conversation))


def _country(conversation: Conversation) -> str | None:
    numbers = [item.value for item in conversation.customer.identities.all() if item.kind == Identity.Kind.PHONE]
    plain = ["".join(sign for sign in number if sign.isdigit() or sign == "+") for number in numbers]
    whole = [f"+{number[2:]}" if number.startswith("00") else number for number in plain]
    return next((code for number in whole for prefix, code in _BY_PREFIX.items() if number.startswith(prefix)), None)
