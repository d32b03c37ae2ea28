"""Sends answers. One that would do harm rests first, and goes with a reason; a hard stop goes by a lead's leave."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tyyni_desk.care.holds import queries
from tyyni_desk.care.holds.models import Cooling, Hold, SentAnyway
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.live import publish
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent

_KEPT = timedelta(days=30)


class Held(Exception):
    """Nothing was sent: the words rest, wait for a lead, or want a reason. ``hold`` says which."""

    def __init__(self, hold: Hold) -> None:
        super().__init__("the answer would do harm as it stands")
        self.hold = hold


def send(
    conversation: Conversation, *, by: Agent, text: str, seen: int | None, closes: bool = False, why: str = ""
) -> Message:
    """Answer the customer as ``conversations.actions.reply`` does, or raise Held. ``why``: send it all the same."""
    conversation = conversation.standing
    hold = _rest(conversation, text)
    if hold and not (why.strip() and queries.may_go(hold, agent=by)):
        raise Held(hold)
    with transaction.atomic():
        message = actions.reply(conversation, by=by, text=text, seen=seen, closes=closes)
        if hold:
            SentAnyway.objects.create(conversation=conversation, codes=hold.codes, why=why.strip()[:2000])
        # The matter is answered, so nothing waits for a lead any more.
        conversation.holds.all().delete()
        publish.notice("banner")
    return message


@transaction.atomic
def ask_lead(conversation: Conversation, text: str) -> Hold | None:
    """The author wants a lead to look at words that rest; only from now on may leads read them."""
    hold = queries.hold_of(conversation, text)
    if hold and not hold.text:
        hold.text = text
        hold.save(update_fields=["text"])
        publish.notice("banner")
    return hold


@transaction.atomic
def answer(hold: Hold, *, by: Agent, releases: bool, advice: str) -> None:
    """A lead looked: the words may go now, or stay, with a word to whoever wrote them."""
    hold.answered_at, hold.advice = timezone.now(), advice.strip()[:2000]
    hold.released_at = hold.answered_at if releases else None
    hold.save(update_fields=["answered_at", "released_at", "advice"])
    if releases:
        audit.note(by=by, action="draft_released", subject=f"#{hold.conversation_id}", detail={"codes": hold.codes})
    publish.changed(hold.conversation_id)
    publish.notice("banner")


@transaction.atomic
def set_cooling(seconds: int, *, by: Agent) -> None:
    before = queries.cooling()
    if seconds != before:
        Cooling.objects.update_or_create(pk=1, defaults={"seconds": seconds})
        audit.note(by=by, action="cooling_set", subject="cooling", detail={"seconds": [before, seconds]})


def forget_old() -> None:
    """After thirty days nobody needs to know."""
    SentAnyway.objects.filter(on__lt=timezone.localdate() - _KEPT).delete()
    Hold.objects.filter(at__lt=timezone.now() - _KEPT).delete()


def _rest(conversation: Conversation, text: str) -> Hold | None:
    """The hold of words that would do harm, made when they are first sent."""
    review = queries.harm(conversation, text)
    if review is None:
        return None
    hard = queries.hard_codes(review)
    hold, is_new = Hold.objects.get_or_create(
        conversation=conversation,
        digest=queries.digest(text),
        defaults={
            "codes": sorted({fault.code for fault in review.faults} | set(hard)),
            "is_hard": bool(hard),
            "until": timezone.now() + timedelta(seconds=queries.cooling()),
            "text": text if hard else "",
        },
    )
    if is_new and hard:
        publish.notice("banner")
    return hold
