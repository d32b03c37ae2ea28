"""Rows for the desk's tests, made by the desk's own actions."""

from __future__ import annotations

from itertools import count

from tests.desk.running import PASSWORD
from tyyni_desk.conversations import actions
from tyyni_desk.people import actions as people
from tyyni_desk.people.models import Agent

AROUND_THE_CLOCK = {str(day): ["00:00", "23:59"] for day in range(1, 8)}
_NUMBERS = count(1)


def make_agent(role="agent", **fields):
    number = next(_NUMBERS)
    return Agent.objects.create_user(
        fields.pop("email", f"agent{number}@lumo.example"),
        PASSWORD,
        name=fields.pop("name", f"Aino{number} Lahti"),
        role=role,
        **fields,
    )


def make_customer(name="Matti Korhonen", **fields):
    return people.known_as(
        "email", fields.pop("email", f"customer{next(_NUMBERS)}@asiakas.example"), name=name, **fields
    )


def make_conversation(text="Missä tilaukseni 10233 on?", *, customer=None, channel="email", at=None, **fields):
    conversation = actions.begin(
        customer or make_customer(), subject=fields.pop("subject", "Tilaus"), channel=channel, **fields
    )
    actions.receive(conversation, text=text, at=at)
    conversation.refresh_from_db()
    return conversation


def make_colleague(role="agent", **fields):
    """Somebody who answers in all three languages and is at work whenever the test runs."""
    fields = {"languages": ["fi", "pl", "en"], "working_hours": AROUND_THE_CLOCK, **fields}
    return make_agent(role, **fields)
