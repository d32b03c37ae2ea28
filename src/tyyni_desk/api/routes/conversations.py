"""Conversations, and what was said in them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from ninja import Query, Router
from pydantic import StringConstraints

from tyyni_desk.api.gate import Bearer, TokenRequest
from tyyni_desk.api.pages import Cut, Page, Which, cut
from tyyni_desk.api.problems import NotThere, Unfit
from tyyni_desk.api.shapes.outputs import LARGEST, ConversationOut, Id, MessageOut
from tyyni_desk.conversations import queries
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.search.queries import find
from tyyni_desk.search.query import UnknownFilter

router = Router(tags=["conversations"])
READ = Bearer("conversations:read")
Box = Literal["mine", "unassigned", "team", "open", "waiting", "snoozed", "closed", "all"]
Search = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")]
_BY_CARE, _LATEST = ("care_at", "number"), ("-last_message_at", "-number")


@router.get("/conversations", auth=READ, response=Page[ConversationOut])
def list_conversations(
    request: TokenRequest,
    page: Which,
    box: Box = "all",
    q: Search = "",
    customer: Annotated[int | None, Query(ge=1, le=LARGEST)] = None,
) -> Cut[Conversation]:
    """As in the queue: a box of its side bar, and a search with the same filters (`tag:`, `is:`, `in:`, `from:`, …).

    The boxes of those who wait for an answer come in the order of care, the others the latest first.
    """
    found = queries.box(box, agent=request.auth)
    order = _BY_CARE if found.query.order_by[0] == "care_at" else _LATEST
    if q.strip():
        found = found.filter(number__in=_sought(q, request).order_by().values("number"))
    if customer:
        found = found.filter(customer=customer)
    return cut(queries.rows(found), page, order=order)


@router.get("/conversations/{number}", auth=READ, response=ConversationOut)
def show_conversation(request: TokenRequest, number: Id) -> Conversation:
    return one(number)


@router.get("/conversations/{number}/messages", auth=READ, response=Page[MessageOut])
def list_messages(request: TokenRequest, number: Id, page: Which) -> Cut[Message]:
    """What was said, notes among it, the oldest first."""
    return cut(queries.turns(one(number)), page, order=("created_at", "id"))


@router.get("/messages/{message_id}", auth=READ, response=MessageOut)
def show_message(request: TokenRequest, message_id: Id) -> Message:
    conversation = Conversation.objects.filter(messages=message_id).first()
    if conversation is None:
        raise NotThere("message")
    return turn(conversation, message_id)


def turn(conversation: Conversation, message_id: int) -> Message:
    """One message, with all that ``MessageOut`` tells."""
    return queries.turns(conversation).get(pk=message_id)


def one(number: int) -> Conversation:
    found = queries.rows(Conversation.objects.filter(number=number)).first()
    if found is None:
        raise NotThere("conversation")
    return found


def _sought(q: str, request: Any) -> QuerySet[Conversation]:  # Any: one of ours, by the signature above
    try:
        return find(q, agent=request.auth)
    except UnknownFilter as wrong:
        raise Unfit("query.q", str(wrong)) from wrong
