"""Messages about another matter are taken out into a conversation of their own, linked to the first."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from tyyni_desk.conversations import actions
from tyyni_desk.conversations.merges import belongings, merging, states
from tyyni_desk.conversations.models import Conversation, Merge, Message
from tyyni_desk.people.models import Agent, Customer


class NothingChosen(Exception):
    """No message of the conversation was named."""


class NothingLeft(Exception):
    """Every message was named: there would be an empty conversation."""


@transaction.atomic
def split(conversation: Conversation, messages: Iterable[int], *, subject: str, by: Agent) -> Conversation:
    """The new conversation; later mail that answers one of its messages comes there."""
    origin, _ = merging.locked(conversation, conversation)
    if origin.merged_into_id or origin.parent_id:
        raise merging.CannotMerge
    chosen = list(origin.messages.filter(pk__in=list(messages)).select_related("customer"))
    if not chosen:
        raise NothingChosen
    if len(chosen) == origin.messages.count():
        raise NothingLeft
    before = states.standing(origin)

    new = _begin(origin, chosen, subject=subject, by=by)
    Message.objects.filter(pk__in=[message.pk for message in chosen]).update(conversation=new)
    states.whose_turn(new)
    if origin.state == Conversation.State.OPEN:
        states.whose_turn(origin)
    moved = {"source": before, "after": states.standing(origin), "new": states.standing(new)}
    Merge.objects.create(kind=Merge.Kind.SPLIT, source=origin, target=new, by=by, moved=moved)
    merging.tell("split", origin, new, by=by)
    return new


@transaction.atomic
def undo(done: Merge, *, by: Agent) -> None:
    """All that the new conversation holds comes back, also what has come since."""
    done = merging.open_merge(done)
    origin, new = merging.locked(done.source, done.target)
    is_as_left = (states.standing(origin), states.standing(new)) == (done.moved["after"], done.moved["new"])

    belongings.hand_over(new, origin)
    new.messages.update(conversation=origin)
    states.take_over(origin, new)
    states.put_away(new, into=origin, at=timezone.now())
    if is_as_left:
        states.stand_as_before(origin, done.moved["source"])
    merging.close(done)
    merging.tell("undone", origin, new, by=by)


def _begin(origin: Conversation, chosen: list[Message], *, subject: str, by: Agent) -> Conversation:
    new = actions.begin(
        _author(chosen) or origin.customer,
        subject=subject.strip() or origin.subject,
        channel=origin.channel,
        by=by,
        language=origin.language,
        team=origin.team,
        assignee=origin.assignee,
        follows=origin,
    )
    new.watchers.set(origin.watchers.all())
    return new


def _author(chosen: list[Message]) -> Customer | None:
    """The one customer who wrote them, who may be another than the conversation's."""
    authors = {message.customer for message in chosen if message.customer}
    return authors.pop() if len(authors) == 1 else None
