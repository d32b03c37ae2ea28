"""Keeps the words of every conversation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from tyyni_desk.conversations.models import Conversation
from tyyni_desk.lib.terms import terms
from tyyni_desk.search.models import Entry

_BATCH = 500
# A conversation of a thousand long mails is still found by the words of its beginning and end.
_LONGEST = 400_000


def index(number: int) -> None:
    """Write the words of one conversation anew."""
    _index(Conversation.objects.filter(number=number))


def index_all() -> None:
    """Write all of them, in batches; for imports and after a change of what is a word."""
    numbers = list(Conversation.objects.order_by("number").values_list("number", flat=True))
    for start in range(0, len(numbers), _BATCH):
        _index(Conversation.objects.filter(number__in=numbers[start : start + _BATCH]))


def _index(conversations: QuerySet[Conversation]) -> None:
    Entry.objects.bulk_create(
        [Entry(conversation=conversation, words=_words(conversation)) for conversation in _whole(conversations)],
        update_conflicts=True,
        unique_fields=["conversation"],
        update_fields=["words"],
    )


def _whole(conversations: QuerySet[Conversation]) -> Iterable[Conversation]:
    return conversations.select_related("customer").prefetch_related(
        "messages", "customer__identities", "customer__orders"
    )


def _words(conversation: Conversation) -> str:
    text = "\n".join(_texts(conversation))
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]}\n{text[-_LONGEST // 2 :]}"
    return " ".join(terms(text))


def _texts(conversation: Conversation) -> Iterator[str]:
    customer = conversation.customer
    yield conversation.subject
    yield customer.name
    yield from (identity.value for identity in customer.identities.all())
    yield from (order.number for order in customer.orders.all())
    yield from (message.text for message in conversation.messages.all())
