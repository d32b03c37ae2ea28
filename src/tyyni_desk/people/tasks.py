"""The jobs that send the desk's own letters and take in a file of orders."""

from __future__ import annotations

from django.core.mail import send_mail

from tyyni_desk.jobs.registry import job
from tyyni_desk.people import letters
from tyyni_desk.people.orders import importing


def post(letter: letters.Letter) -> None:
    """Send it by a job, so that a mail server that is down stops nobody and loses nothing."""
    send_letter.later(letters.sealed(letter))


@job(attempts=8, first_delay=10)
def send_letter(sealed: str) -> None:
    letter = letters.unsealed(sealed)
    send_mail(letter.subject, letter.text, None, [letter.to])


@job(attempts=4, lease=1800)
def import_orders(import_id: int) -> None:
    importing.go_on(import_id)
