"""Everything that changes a conversation. Views, the API, mail and chat all call these.

Each is one transaction and one event; open pages are told after the commit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tyyni_desk.conversations.clocks import due
from tyyni_desk.conversations.models import Conversation, Draft, Mention, Message, Tag
from tyyni_desk.lib import tags
from tyyni_desk.live import publish
from tyyni_desk.people import actions as people
from tyyni_desk.people.models import Agent, Customer, Team

_MENTION = re.compile(r"@([\w.+-]+)")
State = Conversation.State


class AlreadyClosed(Exception):
    """Someone closed the conversation first; the caller decides whether that matters."""


class NewerMessage(Exception):
    """Something arrived since the draft began. The send is stopped; ``messages`` are to be read first."""

    def __init__(self, messages: list[Message]) -> None:
        super().__init__("something new arrived since the draft began")
        self.messages = messages


class NothingToSay(Exception):
    """The text is empty."""


class TagWithoutValue(Exception):
    """The text still holds tags such as {{ order.number }}; ``tags`` names them."""

    def __init__(self, tags: list[str]) -> None:
        super().__init__(", ".join(tags))
        self.tags = tags


@transaction.atomic(savepoint=False)
def begin(customer: Customer, *, subject: str, channel: str, by: Agent | None = None, **fields: Any) -> Conversation:
    """A new conversation without messages; ``receive``, ``reply`` or ``note`` follows."""
    # Locked, since somebody may be merging this customer as their mail arrives.
    customer = Customer.objects.select_for_update().get(pk=customer.pk).standing
    conversation = Conversation.objects.create(customer=customer, subject=subject[:300], channel=channel, **fields)
    conversation.record("began", by=by, at=conversation.created_at)
    return conversation


@transaction.atomic(savepoint=False)
def receive(conversation: Conversation, *, text: str, at: datetime | None = None, **fields: Any) -> Message:
    """The customer said something: it wakes and reopens, unless a machine wrote it."""
    conversation = _locked(conversation)
    at = at or timezone.now()
    message = Message.objects.create(
        conversation=conversation,
        kind=Message.Kind.CUSTOMER,
        customer=(fields.pop("customer", None) or conversation.customer).standing,
        channel=fields.pop("channel", conversation.channel),
        text=text,
        created_at=at,
        **fields,
    )
    if not message.is_automatic:
        _wait_for_us(conversation, at)
    conversation.record("received", by=None, at=at, message=message.pk, automatic=message.is_automatic)
    publish.changed(conversation.number)
    return message


@transaction.atomic
def reply(
    conversation: Conversation,
    *,
    by: Agent,
    text: str,
    seen: int | None,
    closes: bool = False,
    at: datetime | None = None,
    **fields: Any,
) -> Message:
    """Answer the customer. ``seen`` is the last message the author had before their eyes; None skips the check.

    Raises NewerMessage when the customer or a colleague was quicker, NothingToSay when the text is empty,
    TagWithoutValue when a tag of a snippet was never filled.
    """
    _check(text)
    conversation = _locked(conversation)
    newer = _newer(conversation, seen)
    if newer:
        raise NewerMessage(newer)

    at = at or timezone.now()
    message = Message.objects.create(
        conversation=conversation,
        kind=Message.Kind.AGENT,
        agent=by,
        channel=conversation.channel,
        text=text,
        created_at=at,
        **fields,
    )
    _take_draft(conversation, by, message)
    conversation.state, conversation.snoozed_until = State.WAITING, None
    conversation.waiting_since = conversation.answer_due_at = None
    conversation.last_message_at = at
    conversation.first_answer_at = conversation.first_answer_at or at
    conversation.assignee = conversation.assignee or by
    conversation.save()
    conversation.watchers.add(by)
    conversation.record("replied", by=by, at=at, message=message.pk)
    if closes:
        close(conversation, by=by)
    publish.changed(conversation.number)
    return message


@transaction.atomic
def say_automatically(
    conversation: Conversation, *, text: str, event: str = "replied_automatically", **fields: Any
) -> Message:
    """The desk writes by itself. It is nobody's turn that changes: who waits for a person waits on."""
    conversation = _locked(conversation)
    message = Message.objects.create(
        conversation=conversation,
        kind=Message.Kind.AGENT,
        channel=conversation.channel,
        text=text,
        is_automatic=True,
        **fields,
    )
    conversation.record(event, by=None, message=message.pk)
    publish.changed(conversation.number)
    return message


@transaction.atomic
def unsend(message: Message, *, by: Agent) -> Draft:
    """Take back an answer that has not left: it is a draft again, and the customer waits again."""
    conversation = _locked(message.conversation)
    draft, _ = Draft.objects.update_or_create(
        conversation=conversation,
        agent=by,
        defaults={"text": message.text, "kind": message.kind, "seen": _last_before(message)},
    )
    message.attachments.update(message=None, draft=draft)
    since = conversation.messages.filter(kind=Message.Kind.CUSTOMER, is_automatic=False).last()
    message.delete()
    if since:
        _wait_for_us(conversation, since.created_at)
    conversation.record("unsent", by=by)
    publish.changed(conversation.number)
    return draft


@transaction.atomic
def not_delivered(message: Message, *, reason: str) -> None:
    """The customer never got this answer. If it was the last word, they wait for us again."""
    conversation = _locked(message.conversation)
    said = conversation.messages.exclude(kind=Message.Kind.NOTE).filter(is_automatic=False)
    asked = said.filter(kind=Message.Kind.CUSTOMER, pk__lt=message.pk).order_by("pk").last()
    conversation.record("not_delivered", by=None, message=message.pk, reason=reason[:500])
    # Nobody waits for what the desk wrote by itself.
    if not message.is_automatic and not said.filter(pk__gt=message.pk).exists():
        _wait_for_us(conversation, asked.created_at if asked else message.created_at)
    publish.changed(conversation.number)


@transaction.atomic
def note(
    conversation: Conversation, *, by: Agent, text: str, at: datetime | None = None, keeps_draft: bool = False
) -> Message:
    """An internal note. Everybody named with @name is told and watches from now on.

    It takes the place of the author's draft, unless it was written elsewhere (``keeps_draft``).
    """
    if not text.strip():
        raise NothingToSay
    conversation = _locked(conversation)
    message = Message.objects.create(
        conversation=conversation,
        kind=Message.Kind.NOTE,
        agent=by,
        channel=conversation.channel,
        text=text,
        created_at=at or timezone.now(),
    )
    if not keeps_draft:
        _take_draft(conversation, by, message)
    for named in _named(text):
        Mention.objects.get_or_create(message=message, agent=named)
        conversation.watchers.add(named)
    conversation.record("noted", by=by, at=message.created_at, message=message.pk)
    publish.changed(conversation.number)
    return message


@transaction.atomic
def assign(conversation: Conversation, to: Agent | None, *, by: Agent | None, why: str = "") -> None:
    conversation = _locked(conversation)
    if conversation.assignee_id == (to.pk if to else None):
        return
    conversation.assignee = to
    conversation.save(update_fields=["assignee"])
    conversation.record("assigned", by=by, to=to.pk if to else None, name=str(to or ""), why=why)
    publish.changed(conversation.number)


@transaction.atomic
def rename(conversation: Conversation, subject: str, *, by: Agent) -> None:
    conversation = _locked(conversation)
    if conversation.subject == subject:
        return
    was, conversation.subject = conversation.subject, subject[:300]
    conversation.save(update_fields=["subject"])
    conversation.record("renamed", by=by, was=was)
    publish.changed(conversation.number)


@transaction.atomic
def hand_to(conversation: Conversation, team: Team | None, *, by: Agent | None) -> None:
    """Move it to another team's queue."""
    conversation = _locked(conversation)
    conversation.team = team
    conversation.save(update_fields=["team"])
    conversation.record("moved", by=by, team=str(team or ""))
    publish.changed(conversation.number)


@transaction.atomic
def snooze(conversation: Conversation, *, until: datetime, by: Agent) -> None:
    """Out of sight until then, or until the customer writes. A moment that has passed is refused (ValueError)."""
    if until <= timezone.now():
        raise ValueError("a conversation can be snoozed until a later time only")
    _change(_locked(conversation), State.SNOOZED, "snoozed", by=by, snoozed_until=until, until=until.isoformat())


@transaction.atomic
def wake(conversation: Conversation, *, by: Agent | None = None) -> None:
    conversation = _locked(conversation)
    if conversation.state == State.SNOOZED:
        _change(conversation, State.OPEN, "woke", by=by)


@transaction.atomic
def call_up(conversation: Conversation) -> None:
    """We owe the customer something now, whoever's turn it was: back into the queue."""
    conversation = _locked(conversation)
    if conversation.state != State.OPEN:
        conversation.closed_at = None
        _change(conversation, State.OPEN, "woke", by=None)


@transaction.atomic
def close(conversation: Conversation, *, by: Agent) -> None:
    conversation = _locked(conversation)
    if conversation.is_closed:
        raise AlreadyClosed
    conversation.closed_at = timezone.now()
    conversation.waiting_since = conversation.answer_due_at = None
    _change(conversation, State.CLOSED, "closed", by=by)


@transaction.atomic
def reopen(conversation: Conversation, *, by: Agent | None) -> None:
    conversation = _locked(conversation)
    if conversation.is_closed:
        conversation.closed_at = None
        _change(conversation, State.OPEN, "reopened", by=by)


@transaction.atomic
def tag(conversation: Conversation, names: Iterable[str], *, by: Agent | None) -> None:
    """Set the tags to exactly these."""
    conversation = _locked(conversation)
    wanted = sorted({name.strip().lower()[:60] for name in names if name.strip()})
    conversation.tags.set([Tag.objects.get_or_create(name=name)[0] for name in wanted])
    conversation.record("tagged", by=by, tags=wanted)
    publish.changed(conversation.number)


@transaction.atomic
def watch(conversation: Conversation, agent: Agent, *, watches: bool) -> None:
    conversation = _locked(conversation)
    conversation.watchers.add(agent) if watches else conversation.watchers.remove(agent)
    conversation.record("watched" if watches else "unwatched", by=agent)
    publish.changed(conversation.number)


@transaction.atomic
def write_down(
    *, by: Agent, channel: str, name: str, email: str, phone: str, language: str, subject: str, text: str
) -> Conversation:
    """A call or a meeting, as its agent remembers it, becomes a conversation like any other (S4.1)."""
    customer = people.known_by(email=email, phone=phone, name=name, language=language)
    conversation = begin(customer, subject=subject, channel=channel, by=by, language=language, assignee=by)
    receive(conversation, text=text)
    return conversation


def _check(text: str) -> None:
    if not text.strip():
        raise NothingToSay
    unfilled = tags.unfilled(text)
    if unfilled:
        raise TagWithoutValue(unfilled)


def _locked(conversation: Conversation) -> Conversation:
    """The row to write to: a page that was open while somebody merged still names the old one."""
    found = Conversation.objects.select_for_update().get(pk=conversation.pk)
    return _locked(found.merged_into) if found.merged_into else found


def _change(conversation: Conversation, state: str, event: str, *, by: Agent | None, **extra: Any) -> None:
    conversation.state = state
    conversation.snoozed_until = extra.pop("snoozed_until", None)
    conversation.save()
    conversation.record(event, by=by, **extra)
    publish.changed(conversation.number)


def _wait_for_us(conversation: Conversation, since: datetime) -> None:
    if conversation.is_closed:
        conversation.closed_at = None
        conversation.record("reopened", by=None, at=since)
    conversation.state, conversation.snoozed_until = State.OPEN, None
    conversation.last_message_at = max(since, conversation.last_message_at)
    conversation.waiting_since = conversation.waiting_since or since
    conversation.care_at = conversation.waiting_since
    conversation.answer_due_at = due(conversation)
    conversation.save()


def _newer(conversation: Conversation, seen: int | None) -> list[Message]:
    if seen is None:
        return []
    said = conversation.messages.filter(pk__gt=seen, is_automatic=False).exclude(kind=Message.Kind.NOTE)
    return list(said.select_related("agent", "customer"))


def _take_draft(conversation: Conversation, by: Agent, message: Message) -> None:
    draft = Draft.objects.filter(conversation=conversation, agent=by).first()
    if draft:
        draft.attachments.update(message=message, draft=None)
        draft.delete()


def _last_before(message: Message) -> Message | None:
    return message.conversation.messages.filter(pk__lt=message.pk).order_by("pk").last()


def _named(text: str) -> list[Agent]:
    """Agents whose first name, whole name without spaces, or mail name follows an @."""
    words = {word.lower().rstrip(".") for word in _MENTION.findall(text)}
    if not words:
        return []
    agents = Agent.objects.filter(is_active=True)
    return [
        agent
        for agent in agents
        if words & {agent.first_name.lower(), agent.name.replace(" ", "").lower(), agent.email.split("@")[0]}
    ]
