"""Goes up the ladder, one rung at a time, each with its evidence and the company's policy."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tyyni_desk.care.boundaries import queries as boundaries
from tyyni_desk.care.boundaries.models import Policy
from tyyni_desk.care.holds.queries import harm
from tyyni_desk.care.ladder import queries, texts
from tyyni_desk.care.ladder.models import ContactEnd, Rung
from tyyni_desk.care.ladder.queries import Evidence, NoEvidence
from tyyni_desk.care.safety import actions as safety
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people.models import Agent

Kind = Rung.Kind
# These follow only if the abuse went on after the rung before.
_AGAIN = (Kind.WARNING, Kind.LAST_WARNING, Kind.END)


class RungMissing(Exception):
    """The rung before it was not taken in this conversation, or this one was already."""


class NothingSince(Exception):
    """The customer has not been abusive since the rung before."""


class NoPolicy(Exception):
    """The company has no contact policy in the customer's language."""


class NobodyOffered(Exception):
    """It must say who was offered to go on, or why nobody could."""


class InThePast(Exception):
    """The end would be over before it begins."""


class WouldHarm(Exception):
    """The words would rest if they were an answer; on the ladder nothing goes before they are better."""


@transaction.atomic
def climb(
    conversation: Conversation,
    kind: str,
    *,
    by: Agent,
    text: str,
    seen: int | None,
    evidence: Evidence,
    colleague: Agent | None = None,
    offered: str = "",
    until: date | None = None,
) -> Rung:
    """Take a rung and tell the customer with ``text``, an answer like any other.

    Raises RungMissing, NoEvidence, NothingSince, NoPolicy, NobodyOffered, InThePast or WouldHarm, and what an answer
    raises.
    """
    policy = boundaries.policy()
    _check(conversation, kind, policy=policy, evidence=evidence)
    if harm(conversation, text):
        raise WouldHarm
    offered = str(colleague) if colleague else offered.strip()
    if kind in (Kind.HANDOVER, Kind.END) and not offered:
        raise NobodyOffered
    if kind == Kind.END and (until is None or until <= timezone.localdate()):
        raise InThePast

    safety.freeze(evidence.message)
    answer = actions.reply(conversation, by=by, text=text, seen=seen, closes=kind == Kind.END)
    rung = _set_down(conversation, kind, answer=answer, evidence=evidence, policy=policy, offered=offered, by=by)
    if kind == Kind.HANDOVER and colleague:
        actions.assign(conversation, colleague, by=by)
    if kind == Kind.END and until:
        ContactEnd.objects.create(rung=rung, customer=conversation.customer, until=until)
    return rung


@transaction.atomic
def count_handover(answer: Message, *, to: Agent, by: Agent) -> Rung | None:
    """An answer that hands over to ``to`` is the ladder's rung, where that is the next one; None where it is not."""
    conversation, policy = answer.conversation, boundaries.policy()
    evidence = queries.evidence(conversation)
    has_policy = bool(policy.contact.get(texts.language_of(conversation)))
    if evidence is None or not has_policy or Kind.HANDOVER not in queries.open_rungs(conversation, policy=policy):
        return None
    safety.freeze(evidence.message)
    return _set_down(
        conversation, Kind.HANDOVER, answer=answer, evidence=evidence, policy=policy, offered=str(to), by=by
    )


def _check(conversation: Conversation, kind: str, *, policy: Policy, evidence: Evidence) -> None:
    if not policy.contact.get(texts.language_of(conversation)):
        raise NoPolicy
    if kind not in queries.open_rungs(conversation, policy=policy):
        raise RungMissing
    message = evidence.message
    if message.conversation_id != conversation.pk or message.kind != Message.Kind.CUSTOMER:
        raise NoEvidence
    taken = conversation.rungs.filter(kind__in=(Kind.BOUNDARY, *_AGAIN)).last()
    if kind in _AGAIN and taken and message.pk <= taken.answer_id and not queries.is_threatened(conversation):
        raise NothingSince


def _set_down(
    conversation: Conversation,
    kind: str,
    *,
    answer: Message,
    evidence: Evidence,
    policy: Policy,
    offered: str,
    by: Agent,
) -> Rung:
    """One rung each: an answer that handed over has been counted by the time it is asked for here."""
    rung, is_new = Rung.objects.get_or_create(
        conversation=conversation,
        kind=kind,
        defaults={
            "evidence": evidence.message,
            "words": evidence.words,
            "answer": answer,
            "policy": policy,
            "offered": offered,
            "by": by,
        },
    )
    if is_new:
        conversation.record("rung_taken", by=by, rung=kind)
    return rung
