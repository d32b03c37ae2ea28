"""Two conversations about one matter become one; all that moved is written down, so that undoing puts it back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from tyyni_desk.conversations.merges import belongings, states
from tyyni_desk.conversations.models import Conversation, Merge, Message
from tyyni_desk.live import publish
from tyyni_desk.people.models import Agent


class CannotMerge(Exception):
    """A conversation with itself, one that was merged already, or a side conversation."""


class AlreadyUndone(Exception):
    """Somebody undid it first."""


class LaterFirst(Exception):
    """The conversation was merged or split again since; that is undone before this."""


@transaction.atomic
def merge(source: Conversation, *, into: Conversation, by: Agent) -> Merge:
    """Everything of ``source`` goes into ``into``, which stands for both; later mail to either comes there."""
    source, target = locked(source, into)
    if source == target or any(one.merged_into_id or one.parent_id for one in (source, target)):
        raise CannotMerge
    before = {"source": states.standing(source), "target": states.standing(target)}
    moved: dict[str, Any] = {"messages": list(source.messages.order_by("pk").values_list("pk", flat=True))}

    moved |= belongings.hand_over(source, target)
    source.messages.update(conversation=target)
    states.take_over(target, source)
    states.put_away(source, into=target, at=timezone.now())
    moved |= {**before, "after": states.standing(target), "last": _last_message()}
    done = Merge.objects.create(source=source, target=target, by=by, moved=moved)
    tell("merged", source, target, by=by)
    return done


def last_of(conversation: Conversation) -> Merge | None:
    """The latest merge or split of the conversation that still holds: the one that can be undone."""
    return _touching(conversation.pk).select_related("source", "target", "by").order_by("pk").last()


@transaction.atomic
def undo(done: Merge, *, by: Agent) -> None:
    """As it was before; what has come since stays with what it answers."""
    done = open_merge(done)
    source, target = locked(done.source, done.target)
    later = target.messages.filter(pk__gt=done.moved["last"]).exists()
    is_as_left = states.standing(target) == done.moved["after"] and not later

    source.merged_into = None
    answers = _answers_to(done, target)
    target.messages.filter(pk__in=[*done.moved["messages"], *answers]).update(conversation=source)
    belongings.hand_back(target, source, done.moved)
    states.stand_as_before(source, done.moved["source"])
    if answers:
        states.whose_turn(source)
    if is_as_left:
        states.stand_as_before(target, done.moved["target"])
    elif target.state == Conversation.State.OPEN:
        states.whose_turn(target)
    close(done)
    tell("undone", source, target, by=by)


def locked(first: Conversation, second: Conversation) -> tuple[Conversation, Conversation]:
    """Both rows, always in the same order, so that two agents who merge crosswise do not wait for each other."""
    rows = Conversation.objects.select_for_update().filter(pk__in=(first.pk, second.pk)).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[first.pk], found[second.pk]


def open_merge(done: Merge) -> Merge:
    """The row, locked; raises AlreadyUndone or LaterFirst."""
    done = Merge.objects.select_for_update().get(pk=done.pk)
    if done.undone_at:
        raise AlreadyUndone
    if (_touching(done.source_id) | _touching(done.target_id)).filter(pk__gt=done.pk).exists():
        raise LaterFirst
    return done


def close(done: Merge) -> None:
    done.undone_at = timezone.now()
    done.save(update_fields=["undone_at"])


def tell(event: str, source: Conversation, target: Conversation, *, by: Agent) -> None:
    """Both trails name the other conversation."""
    for one, other in ((source, target), (target, source)):
        one.record(event, by=by, other=other.pk)
        publish.changed(one.pk)


def _touching(number: int) -> QuerySet[Merge]:
    return Merge.objects.filter(Q(source=number) | Q(target=number), undone_at=None)


def _last_message() -> int:
    last: int | None = Message.objects.aggregate(last=Max("pk"))["last"]
    return last or 0


def _answers_to(done: Merge, target: Conversation) -> list[int]:
    """What was written since in answer to a message that goes back, or to such an answer."""
    whose = dict(target.messages.exclude(message_id=None).values_list("message_id", "pk"))
    going = set(done.moved["messages"])
    later = target.messages.filter(pk__gt=done.moved["last"]).exclude(kind=Message.Kind.NOTE).order_by("pk")
    for pk, references in later.values_list("pk", "references"):
        nearest = next((whose[one] for one in reversed(references) if one in whose), None)
        if nearest in going:
            going.add(pk)
    return sorted(going - set(done.moved["messages"]))
