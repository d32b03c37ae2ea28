"""What programs write into conversations: calls and visits, answers, notes, states."""

from __future__ import annotations

from typing import Any

from ninja import Status

from tyyni_desk.api.gate import Bearer, TokenRequest
from tyyni_desk.api.problems import Refused, Unfit
from tyyni_desk.api.routes.conversations import one, router, turn
from tyyni_desk.api.shapes.inputs import ChangesIn, NoteIn, ReplyIn, SpokenIn
from tyyni_desk.api.shapes.outputs import ConversationOut, Id, MessageOut
from tyyni_desk.care.holds import actions as holds
from tyyni_desk.conversations import actions, changes
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people import queries as people
from tyyni_desk.people.models import Team

WRITE = Bearer("conversations:write")


@router.post("/conversations", auth=WRITE, response={201: ConversationOut})
def write_down(request: TokenRequest, body: SpokenIn) -> Status[Conversation]:
    """A call or a visit becomes a conversation like any other, and is read by the engine."""
    said = body.dict()
    customer = said.pop("customer")
    written = actions.write_down(by=request.auth, **customer, **said)
    return Status(201, one(written.number))


@router.patch("/conversations/{number}", auth=WRITE, response=ConversationOut)
def change_conversation(request: TokenRequest, number: Id, body: ChangesIn) -> Conversation:
    """Subject, state, assignee, team, tags: all that are given change together, or none does."""
    wanted = body.dict(exclude_unset=True)
    if "snoozed_until" in wanted and wanted.get("state") != "snoozed":
        raise Unfit("body.snoozed_until", "goes with the state snoozed only")
    conversation = _standing(number)
    try:
        changes.change(conversation, by=request.auth, **wanted | _rows(wanted))
    except changes.WaitsForCustomer as wrong:
        raise Refused(409, "waits-for-customer", "It has been answered; it opens when the customer writes.") from wrong
    except ValueError as wrong:
        raise Unfit("body.snoozed_until", str(wrong)) from wrong
    return one(number)


@router.post("/conversations/{number}/replies", auth=WRITE, response={201: MessageOut})
def reply(request: TokenRequest, number: Id, body: ReplyIn) -> Status[Message]:
    """Answer the customer. It leaves when the undo window has passed. What would do harm rests first (409 held)."""
    conversation = _standing(number)
    try:
        said = holds.send(
            conversation, by=request.auth, text=body.text, seen=body.seen, closes=body.close, why=body.why
        )
    except holds.Held as stop:
        raise _held(stop) from stop
    except actions.NewerMessage as stop:
        ids = ", ".join(str(message.pk) for message in stop.messages)
        raise Refused(409, "newer-message", f"Something new was said since: messages {ids}.") from stop
    except actions.TagWithoutValue as stop:
        raise Unfit("body.text", f"holds tags without a value: {stop}") from stop
    return Status(201, turn(conversation, said.pk))


@router.post("/conversations/{number}/notes", auth=WRITE, response={201: MessageOut})
def note(request: TokenRequest, number: Id, body: NoteIn) -> Status[Message]:
    """An internal note; who is named with @ is told."""
    conversation = _standing(number)
    return Status(201, turn(conversation, actions.note(conversation, by=request.auth, text=body.text).pk))


def _held(stop: holds.Held) -> Refused:
    codes = ", ".join(stop.hold.codes)
    if stop.hold.is_hard:
        return Refused(409, "held-for-lead", f"A lead must release it, then give a reason (why): {codes}.")
    until = stop.hold.until.isoformat(timespec="seconds")
    return Refused(409, "held", f"It would do harm as it stands ({codes}) and rests until {until}; then it wants why.")


def _standing(number: int) -> Conversation:
    """One that was merged into another takes nothing more."""
    conversation = one(number)
    if conversation.merged_into_id:
        raise Refused(409, "merged", f"It was merged into conversation {conversation.merged_into_id}.")
    return conversation


def _rows(wanted: dict[str, Any]) -> dict[str, Any]:
    """The agent and the team that the ids name."""
    named = {"assignee": people.answering(), "team": Team.objects.all()}
    rows = {name: named[name].filter(pk=wanted[name]).first() for name in named if wanted.get(name) is not None}
    for name, row in rows.items():
        if row is None:
            raise Unfit(f"body.{name}", "names nobody" if name == "assignee" else "names no team")
    return rows
