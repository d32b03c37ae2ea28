"""The made-up company of the demo, Lumo & Sosna: a web shop with customers in Finland, Poland and Britain."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from tyyni_desk.care.boundaries import actions as boundaries
from tyyni_desk.care.guides.models import Guide
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.cli.company import goodwill, mails
from tyyni_desk.conversations import actions, sides
from tyyni_desk.conversations.models import Conversation, ResponseTarget
from tyyni_desk.mail import actions as mail
from tyyni_desk.mail.models import Delivery
from tyyni_desk.people import actions as people
from tyyni_desk.people.models import Agent, Customer, Identity, Order, Team
from tyyni_desk.routing import actions as routing
from tyyni_desk.routing.models import Wait
from tyyni_desk.snippets.models import Snippet, SnippetText

LANGUAGES = ("fi", "pl", "en")
_FOLDER = Path(__file__).parent
_COMPANY = tomllib.loads((_FOLDER / "people.toml").read_text("utf-8"))
_LATELY = timedelta(hours=2)
PASSWORD: str = _COMPANY["password"]
LOGINS: list[tuple[str, str]] = [(row["email"], row["role"]) for row in _COMPANY["agents"]]


@transaction.atomic
def fill() -> None:
    """Fill an empty database; one that has people in it is left as it is."""
    if Agent.objects.exists():
        return
    agents = _agents()
    ResponseTarget.objects.bulk_create([ResponseTarget(**row) for row in _COMPANY["targets"]])
    _snippets(agents["helena"])
    _guides(agents["helena"])
    for language in LANGUAGES:
        for row in conversations(language):
            _converse(row, language, agents)
    _keep_what_was_promised()
    _policy(agents)
    _leave_in_the_queue()
    _orders()
    goodwill.fill([row for language in LANGUAGES for row in conversations(language)], agents)
    mails.fill()
    mail.told_as_sent()


def conversations(language: str) -> list[dict[str, Any]]:
    """The rows of one language's file."""
    rows: list[dict[str, Any]] = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))["conversations"]
    return rows


def _agents() -> dict[str, Agent]:
    teams = {name: Team.objects.create(name=name) for name in _COMPANY["teams"]}
    hashed = make_password(PASSWORD)  # once: it is slow by design
    hours = {str(day): _COMPANY["hours"] for day in range(1, 8)}
    found = {}
    for row in _COMPANY["agents"]:
        fields = {name: value for name, value in row.items() if name not in ("email", "teams")}
        agent = Agent.objects.create(email=row["email"], password=hashed, working_hours=hours, **fields)
        agent.teams.set([teams[name] for name in row.get("teams", [])])
        found[agent.first_name.lower()] = agent
    return found


def _snippets(by: Agent) -> None:
    for row in _COMPANY["snippets"]:
        snippet = Snippet.objects.create(name=row["name"], shortcut=row["shortcut"], updated_by=by)
        SnippetText.objects.bulk_create(
            [SnippetText(snippet=snippet, language=language, body=row[language]) for language in LANGUAGES]
        )


def _guides(by: Agent) -> None:
    rows = tomllib.loads((_FOLDER / "guides.toml").read_text("utf-8"))["guides"]
    Guide.objects.bulk_create([Guide(updated_by=by, **row) for row in rows])


def _orders() -> None:
    now = timezone.now()
    for row in tomllib.loads((_FOLDER / "orders.toml").read_text("utf-8"))["orders"]:
        Order.objects.create(
            number=row["number"],
            customer=people.known_as(Identity.Kind.EMAIL, row["email"]),
            items=[{"name": row["name"], "quantity": 1, "price": row["price"]}],
            total=Decimal(row["price"]),
            currency=row.get("currency", "GBP" if row["number"].startswith("GB") else "EUR"),
            state=row["state"],
            ordered_at=now - timedelta(days=row["days"]),
            tracking_url=f"https://track.example/{row['number']}" if row["state"] in ("shipped", "delayed") else "",
        )


def _converse(row: dict[str, Any], language: str, agents: dict[str, Agent]) -> None:
    """Say everything of one conversation, each thing at its own time."""
    now = timezone.now()
    began = now - timedelta(hours=row["turns"][0]["ago"])
    conversation = actions.begin(
        _customer(row, language),
        subject=row["subject"],
        channel=row.get("channel", "email"),
        by=agents.get(row.get("by", "")),
        language=language,
        team=Team.objects.get(name="Polska" if language == "pl" else "Pohjola"),
        created_at=began,
        last_message_at=began,
    )
    for turn in row["turns"]:
        _say(conversation, turn, now - timedelta(hours=turn["ago"]), agents)
    if row.get("tags"):
        actions.tag(conversation, row["tags"], by=None)
    if "assignee" in row or "by" in row:
        actions.assign(conversation, agents[row.get("assignee") or row["by"]], by=agents["helena"])
    if "side" in row:
        _ask_aside(conversation, dict(row["side"]), agents)
    _put_away(conversation, row, agents)


def _say(conversation: Conversation, turn: dict[str, Any], at: datetime, agents: dict[str, Agent]) -> None:
    if "note" in turn:
        actions.note(conversation, by=agents[turn["note"]], text=turn["text"], at=at)
    elif "by" in turn:
        answer = actions.reply(conversation, by=agents[turn["by"]], text=turn["text"], seen=None, at=at)
        if "bounced" in turn:
            Delivery.objects.filter(message=answer).update(bounced_at=at, bounce_reason=turn["bounced"])
            actions.not_delivered(answer, reason=turn["bounced"])
    else:
        actions.receive(conversation, text=turn["text"], at=at)


def _ask_aside(conversation: Conversation, side: dict[str, Any], agents: dict[str, Agent]) -> None:
    answer, by = side.pop("answer"), agents[side.pop("by")]
    actions.receive(sides.begin_side(conversation, by=by, **side), text=answer)


def _put_away(conversation: Conversation, row: dict[str, Any], agents: dict[str, Agent]) -> None:
    state = row.get("state")
    if state == "closed":
        actions.close(conversation, by=agents["helena"])
    elif state == "snoozed":
        actions.snooze(conversation, until=timezone.now() + timedelta(days=5), by=agents["helena"])


def _policy(agents: dict[str, Agent]) -> None:
    policy = tomllib.loads((_FOLDER / "policy.toml").read_text("utf-8"))
    limits = policy.pop("boundaries")
    boundaries.write_policy(by=agents["helena"], **policy)
    for row in limits:
        with_whom = Identity.objects.get(value=row.pop("customer")).customer
        boundaries.set_boundary(with_whom, **row | {"by": agents[row["by"]]})


def _keep_what_was_promised() -> None:
    """Where the customer has not written since it was due, or all is closed, it was kept."""
    for promise in Promise.objects.filter(due_at__lte=timezone.now()).select_related("message__conversation"):
        since = promise.message.conversation.messages.filter(kind="customer", created_at__gt=promise.due_at)
        if promise.message.conversation.is_closed or not since.exists():
            Promise.objects.filter(pk=promise.pk).update(state="kept", ended_at=promise.due_at, remind_at=None)


def _leave_in_the_queue() -> None:
    """Only what came lately is given out by the desk, so that there is something to take."""
    for wait in Wait.objects.select_related("conversation").filter(
        conversation__last_message_at__lt=timezone.now() - _LATELY
    ):
        routing.wait_no_more(wait.conversation)


def _customer(row: dict[str, Any], language: str) -> Customer:
    kind = next(kind for kind in Identity.Kind if kind.value in row)
    return people.known_as(kind, row[kind.value], name=row["name"], language=language)
