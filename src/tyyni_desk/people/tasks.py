"""The job that sends the desk's own letters."""

from __future__ import annotations

from django.core.mail import send_mail

from tyyni_desk.jobs.registry import job
from tyyni_desk.people import letters


def post(letter: letters.Letter) -> None:
    """Send it by a job, so that a mail server that is down stops nobody and loses nothing."""
    send_letter.later(letters.sealed(letter))


@job(attempts=8, first_delay=10)
def send_letter(sealed: str) -> None:
    letter = letters.unsealed(sealed)
    send_mail(letter.subject, letter.text, None, [letter.to])
