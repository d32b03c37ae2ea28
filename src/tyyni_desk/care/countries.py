"""The customer's country: whose calendar and law hold, and who helps there in danger."""

from __future__ import annotations

from tyyni.promises.calendars import Calendar, calendar_for
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Customer, Identity

_BY_PREFIX = {"+358": "FI", "+48": "PL", "+44": "GB", "+353": "IE", "+46": "SE", "+372": "EE", "+49": "DE"}
_LANGUAGES = ("fi", "pl", "en")


def calendar_of(conversation: Conversation) -> Calendar:
    """By the customer's country, else by the language that they write."""
    language = conversation.language or conversation.customer.language
    country = country_of(conversation.customer) or None
    return calendar_for(language if language in _LANGUAGES else "en", country=country)


def country_of(customer: Customer) -> str:
    """As the card says, else by the prefix of their phone; "" when neither tells.

    No language and no address of mail tells where somebody lives, and a wrong help line may cost a life.
    """
    if customer.country:
        return customer.country
    phones = [_international(row.value) for row in customer.identities.all() if row.kind == Identity.Kind.PHONE]
    return next((code for phone in phones for prefix, code in _BY_PREFIX.items() if phone.startswith(prefix)), "")


def country_name(customer: Customer) -> str:
    """The country in the reader's language; "" while it is unknown."""
    return str(Customer(country=country_of(customer)).get_country_display())


def _international(phone: str) -> str:
    digits = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
    return f"+{digits[2:]}" if digits.startswith("00") else digits
