"""A customer's last months with the company as they lived through them: how often they wrote, how long they waited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from tyyni_desk.care.promises.models import Promise
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.conversations.queries import visible

_SPAN = timedelta(days=90)
_MOST = 500


@dataclass(frozen=True, slots=True)
class Story:
    """``contacts`` counts their messages by channel; waits are in whole days."""

    since: datetime
    contacts: tuple[tuple[str, int], ...]
    conversations: int
    answers: int
    longest_wait: int
    waits_now: int | None
    broken: int  # promises to them

    @property
    def total(self) -> int:
        return sum(count for _channel, count in self.contacts)


def story_of(conversation: Conversation) -> Story | None:
    """None for a customer who wrote once and is being answered: there is no story yet."""
    told = list(_messages(conversation))[-_MOST:]
    theirs = [message for message in told if message.kind == Message.Kind.CUSTOMER]
    waits = list(_waits(told))
    talks = Promise.objects.filter(message__conversation__customer=conversation.customer_id)
    broken = talks.filter(state=Promise.State.BROKEN, due_at__gte=timezone.now() - _SPAN)
    waiting = [since for since, until in waits if until is None]
    story = Story(
        since=theirs[0].created_at if theirs else conversation.created_at,
        contacts=tuple(Counter(message.get_channel_display() for message in theirs).most_common()),
        conversations=len({message.conversation_id for message in theirs}),
        answers=len(told) - len(theirs),
        longest_wait=max((((until or timezone.now()) - since).days for since, until in waits), default=0),
        waits_now=(timezone.now() - min(waiting)).days if waiting else None,
        broken=broken.count(),
    )
    return story if story.total > 1 or story.longest_wait or story.broken else None


def _messages(conversation: Conversation) -> QuerySet[Message]:
    """What they and we said in any channel, without notes and machines' mail."""
    talks = visible().filter(customer=conversation.customer_id)
    said = Message.objects.filter(conversation__in=talks, created_at__gte=timezone.now() - _SPAN, is_automatic=False)
    fields = ("kind", "channel", "created_at", "conversation_id")
    return said.exclude(kind=Message.Kind.NOTE).only(*fields).order_by("created_at", "pk")


def _waits(told: Sequence[Message]) -> Iterator[tuple[datetime, datetime | None]]:
    """From each message that began a wait to the answer, in each conversation on its own."""
    waiting: dict[int, datetime] = {}
    for message in told:
        if message.kind == Message.Kind.CUSTOMER:
            waiting.setdefault(message.conversation_id, message.created_at)
        elif since := waiting.pop(message.conversation_id, None):
            yield since, message.created_at
    for since in waiting.values():
        yield since, None
