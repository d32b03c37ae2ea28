"""Rows for the desk's tests, made by the desk's own actions."""

from __future__ import annotations

from itertools import count

from tests.desk.running import PASSWORD
from tyyni_desk.conversations import actions
from tyyni_desk.people import actions as people
from tyyni_desk.people.models import Agent

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
