"""Reads: queues, one conversation with its turns, who is present."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from tyyni_desk.conversations.models import Conversation, Event, Mention, Message, Presence, SavedView
from tyyni_desk.people.models import Agent, Customer, Order

PRESENT = timedelta(seconds=60)
# More orders than this have never been meant by one mail; a trader's thousands must not slow the composer.
_ORDERS = 200
State = Conversation.State
BOXES = ("mine", "unassigned", "team", "open", "named", "watched", "waiting", "snoozed", "closed", "all")


def visible() -> QuerySet[Conversation]:
    """Every conversation that stands on its own: no side talk, none that was merged into another."""
    return Conversation.objects.filter(parent=None, merged_into=None)


def box(name: str, *, agent: Agent) -> QuerySet[Conversation]:
    """The conversations of a side-bar entry, those first that need care first."""
    waiting_for_us = Q(state=State.OPEN)
    chosen = {
        "mine": Q(state=State.OPEN, assignee=agent),
        "unassigned": Q(state=State.OPEN, assignee=None),
        "team": waiting_for_us & Q(team__in=agent.teams.all()),
        "open": waiting_for_us,
        "named": Q(pk__in=_naming(agent)),
        "watched": Q(watchers=agent),
        "waiting": Q(state=State.WAITING),
        "snoozed": Q(state=State.SNOOZED),
        "closed": Q(state=State.CLOSED),
        "all": Q(),
    }[name]
    order = ("care_at", "number") if name in ("mine", "unassigned", "team", "open") else ("-last_message_at", "-number")
    return visible().filter(chosen).order_by(*order)


def rows(conversations: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """With all that a queue row shows, in a fixed number of queries."""
    return conversations.select_related("customer", "assignee", "team").prefetch_related("customer__identities", "tags")


def counts(agent: Agent) -> dict[str, int]:
    """How many wait in each box of the side bar: in one query over the open ones, and one over unseen mentions."""
    waiting = (
        visible()
        .filter(state=State.OPEN)
        .aggregate(
            mine=Count("pk", filter=Q(assignee=agent)),
            unassigned=Count("pk", filter=Q(assignee=None)),
            open=Count("pk"),
        )
    )
    return {**waiting, "named": visible().filter(pk__in=_naming(agent)).count()}


def _naming(agent: Agent) -> QuerySet[Mention, int]:
    """Where ``agent`` was named in a note that they have not seen."""
    return Mention.objects.filter(agent=agent, seen_at=None).values_list("message__conversation", flat=True)


def turns(conversation: Conversation) -> QuerySet[Message]:
    """Everything said, with who said it, files, readings and how the sending went."""
    # Few people say much: one row of each, not one for each message.
    said = conversation.messages.select_related("reading", "delivery").defer("reading__as_read")
    return said.prefetch_related("agent", "customer__identities", "attachments")


def changed_since(moment: datetime) -> set[int]:
    """Numbers of the conversations to which something happened at or after ``moment``, among the last 200 events."""
    latest = Event.objects.order_by("-pk").values_list("conversation", "at")[:200]
    return {number for number, at in latest if at >= moment}


def trail(conversation: Conversation) -> QuerySet[Event]:
    """What happened, in order; that a message was read is no news to anybody."""
    return conversation.events.exclude(kind="read").prefetch_related("by")


def whole(number: int) -> QuerySet[Conversation]:
    return (
        Conversation.objects.filter(number=number)
        .select_related("customer", "assignee", "team", "merged_into", "parent", "follows")
        .prefetch_related(
            "tags",
            "watchers",
            "customer__identities",
            Prefetch("sides", Conversation.objects.select_related("customer")),
        )
    )


def others_present(conversation: Conversation, *, agent: Agent) -> QuerySet[Presence]:
    since = timezone.now() - PRESENT
    return conversation.presences.filter(seen_at__gte=since).exclude(agent=agent).select_related("agent")


def history(conversation: Conversation, *, limit: int = 8) -> list[Conversation]:
    """The customer's other conversations, in every channel, the latest first."""
    others = visible().filter(customer=conversation.customer_id).exclude(number=conversation.number)
    return list(others.order_by("-last_message_at")[:limit])


def with_customer(customer: Customer) -> QuerySet[Conversation]:
    """All that was said with somebody, in every channel, the latest first."""
    return visible().filter(customer=customer).select_related("assignee").order_by("-last_message_at", "-number")


def views(agent: Agent) -> QuerySet[SavedView]:
    """The agent's own saved views and those shared with everybody."""
    return SavedView.objects.filter(Q(owner=agent) | Q(is_shared=True))


def order_of(conversation: Conversation) -> Order | None:
    """The order that was named last, of those that are this customer's; else their only one. None: it is not sure."""
    orders = {order.number.lower(): order for order in conversation.customer.orders.all()[:_ORDERS]}
    if len(orders) < 2:
        return next(iter(orders.values()), None)
    numbers = "|".join(re.escape(number) for number in sorted(orders, key=len, reverse=True))
    said = conversation.messages.exclude(kind=Message.Kind.NOTE).values_list("text", flat=True)
    named = re.findall(rf"(?<!\w)(?:{numbers})(?!\w)", "\n".join([conversation.subject, *said]).lower())
    return orders[named[-1]] if named else None
