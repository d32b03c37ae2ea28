"""The letter that asks, and the signed link in it, which is good for sixty days and for one survey only."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils import translation
from django.utils.translation import gettext as _

from tyyni_desk.care.survey.models import Survey

GOOD_FOR = timedelta(days=60)
_SIGNER = signing.TimestampSigner(salt="care.survey", sep=".")
_CODES = ("fi", "pl", "en")


class BadLink(Exception):
    """It was not made here, or was changed since, or its survey is gone."""


class LinkOver(Exception):
    """It was good once; ``survey`` is what it was for."""

    def __init__(self, survey: Survey) -> None:
        super().__init__("the link is over")
        self.survey = survey


def language_of(survey: Survey) -> str:
    return survey.language if survey.language in _CODES else "en"


def token(survey: Survey) -> str:
    return _SIGNER.sign(str(survey.pk))


def survey_of(token: str) -> Survey:
    """Raises BadLink or LinkOver."""
    try:
        number = _SIGNER.unsign(token)
    except signing.BadSignature as bad:
        raise BadLink from bad
    survey = Survey.objects.filter(pk=number).select_related("conversation", "customer").first()
    if survey is None:
        raise BadLink
    try:
        _SIGNER.unsign(token, max_age=GOOD_FOR)
    except signing.SignatureExpired as over:
        raise LinkOver(survey) from over
    return survey


def letter(survey: Survey, *, company: str) -> str:
    """In the customer's language; it says who asks and why, and that a machine wrote it."""
    with translation.override(language_of(survey)):
        # Translators: a letter to a customer; the polite form of address.
        text = _(
            "Hello,\n\nour conversation “%(subject)s” has come to its end. Was it fair to you? Three short questions, "
            "about a minute:\n\n%(link)s\n\n%(company)s asks so that what went wrong can be mended. The answer is "
            "yours to give or not, changes nothing in your matter, and can be changed for 60 days. This letter was "
            "sent automatically; a reply to it is read by a person."
        )
        values = {"subject": survey.conversation.subject or "–", "link": _link(survey), "company": company}
        return text % values


def _link(survey: Survey) -> str:
    return f"{settings.BASE_URL}/survey/{token(survey)}"
