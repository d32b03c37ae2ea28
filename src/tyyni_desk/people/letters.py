"""Mail of the desk itself: invitations, and what allauth writes (a new password, a changed account)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from tyyni_desk.lib import secrets
from tyyni_desk.people.models import Agent


@dataclass(frozen=True, slots=True)
class Letter:
    to: str
    subject: str
    text: str


def invitation(email: str, *, link: str, by: Agent, language: str) -> Letter:
    """Asks somebody to join, in their language."""
    with translation.override(language):
        subject = _("%(name)s invites you to Tyyni") % {"name": by.name}
        text = _(
            "Hello,\n\n%(name)s (%(email)s) invites you to the support desk. Choose your name and password here:\n\n"
            "%(link)s\n\nThe link works once, for a week. If you did not expect this letter, do nothing."
        ) % {"name": by.name, "email": by.email, "link": link}
    return Letter(email, subject, text + "\n")


def sealed(letter: Letter) -> str:
    """For a job's row: encrypted, because a letter may carry a link that opens an account."""
    return secrets.encrypt(json.dumps(asdict(letter)))


def unsealed(text: str) -> Letter:
    return Letter(**json.loads(secrets.decrypt(text)))
