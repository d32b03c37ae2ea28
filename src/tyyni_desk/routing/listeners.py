"""What happens to a conversation decides whether it is to be given out."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tyyni_desk.conversations.listening import on
from tyyni_desk.conversations.models import Event
from tyyni_desk.people.models import Agent
from tyyni_desk.routing import actions, queries
from tyyni_desk.routing.tasks import route

_PRESENT = timedelta(days=14)  # older mail was imported; nobody waits for an answer to it


@on("received")
def wait_for_the_reading(event: Event) -> None:
    is_news = not event.detail["automatic"] and event.at > timezone.now() - _PRESENT
    if is_news and event.conversation.parent_id is None and event.conversation.assignee_id is None:
        actions.wait(event.conversation)


@on("read", "incident_raised")
def give_it_out(event: Event) -> None:
    """Now that it is known what the message is about, or that somebody may be hurt."""
    route.later(event.conversation_id, key=f"route {event.conversation_id}")


@on("assigned")
def remember(event: Event) -> None:
    """Somebody has it. Left by somebody who leaves the desk, it waits again; left by hand, a person has decided."""
    agent = Agent.objects.filter(pk=event.detail["to"]).first() if event.detail["to"] else None
    if agent:
        actions.given(event.conversation, agent)
    elif event.detail["why"] == "left":
        _wait_again(event)
    else:
        actions.wait_no_more(event.conversation)


@on("replied")
def remember_who_took_it(event: Event) -> None:
    """Whoever answers what was nobody's has it from then on."""
    if event.by and queries.is_waiting(event.conversation):
        actions.given(event.conversation, event.by)


@on("moved", "reopened", "woke")
def try_again(event: Event) -> None:
    """In another team's queue, or the customer's turn is over."""
    is_by_rule = event.kind == "moved" and event.by_id is None
    if event.conversation.assignee_id is None and event.conversation.parent_id is None and not is_by_rule:
        _wait_again(event)


def _wait_again(event: Event) -> None:
    actions.wait(event.conversation)
    route.later(event.conversation_id, key=f"route {event.conversation_id}")
