"""Where a conversation stands on the ladder, who could take over, and whose contact is ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from tyyni_desk.care.boundaries import queries as boundaries
from tyyni_desk.care.boundaries.models import Policy
from tyyni_desk.care.fit.colleagues import colleagues, language_asked
from tyyni_desk.care.ladder.models import Appeal, ContactEnd, Rung
from tyyni_desk.care.models import Reading
from tyyni_desk.care.queries import readings_of
from tyyni_desk.care.safety.queries import is_in_danger
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.people import queries as people
from tyyni_desk.people.may import LEADS
from tyyni_desk.people.models import Agent, Customer

Kind = Rung.Kind


class NoEvidence(Exception):
    """It names no message of this customer's, or words that do not stand there."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A message of the customer's and the words in it that lead to a rung."""

    message: Message
    words: str


def rungs(conversation: Conversation) -> list[Rung]:
    return list(conversation.rungs.select_related("by", "evidence", "answer", "policy"))


def order(policy: Policy) -> tuple[Kind, ...]:
    """The rungs of a policy, the lowest first."""
    last = (Kind.LAST_WARNING,) if policy.last_warning else ()
    return (Kind.BOUNDARY, Kind.HANDOVER, Kind.WARNING, *last, Kind.END)


def open_rungs(conversation: Conversation, *, policy: Policy) -> list[Kind]:
    """What may be done now: the lowest rung that was not taken; after a threat of violence the end as well."""
    if is_in_danger(conversation):
        return []
    taken = {rung.kind for rung in rungs(conversation)}
    left = [kind for kind in order(policy) if kind not in taken]
    found = left[:1]
    if left and Kind.END not in found and is_threatened(conversation):
        found.insert(0, Kind.END)
    return found


def is_threatened(conversation: Conversation) -> bool:
    """Whether the customer surely threatened somebody with violence here."""
    return _threat(conversation) is not None


def evidence(conversation: Conversation) -> Evidence | None:
    """The latest message whose words were abusive or a threat; None while none was."""
    for reading in _readings(conversation):
        words = _words(reading, "threat.violence") or _words(reading, "abuse")
        if words:
            return Evidence(reading.message, words)
    return None


def evidence_of(conversation: Conversation, words: str) -> Evidence:
    """The latest message of the customer's in which all of ``words`` stand; parts are set apart by " … "."""
    said = conversation.messages.filter(kind=Message.Kind.CUSTOMER).order_by("-pk")
    parts = [part.strip() for part in words.split("…") if part.strip()]
    found = next((one for one in said if all(part in one.text for part in parts)), None)
    if found is None or not parts:
        raise NoEvidence
    return Evidence(found, " … ".join(parts))


def fresh(conversation: Conversation) -> QuerySet[Agent]:
    """Colleagues at work who answer in its language and have had nothing to do with it; the least burdened first."""
    language = language_asked(conversation)
    known = {*conversation.messages.exclude(agent=None).values_list("agent", flat=True), conversation.assignee_id}
    there = [one for one in colleagues(people.answering()) if one.is_at_work and one.speaks(language)]
    found = [one for one in there if one.id not in known]
    found.sort(key=lambda one: one.met)
    order = Case(*(When(pk=one.id, then=place) for place, one in enumerate(found)), default=0)
    return people.answering().filter(pk__in=[one.id for one in found]).order_by(order, "name")


def standing_ends() -> QuerySet[ContactEnd]:
    return ContactEnd.objects.filter(lifted_at=None, until__gte=timezone.localdate())


def ending_of(customer: Customer) -> ContactEnd | None:
    """The end of the contact with a customer, while it holds."""
    return standing_ends().filter(customer=customer).select_related("rung__policy", "reader").first()


def ends() -> QuerySet[ContactEnd]:
    """Every contact that is ended now, the next to open first."""
    found = standing_ends().select_related("customer", "rung").prefetch_related("customer__identities")
    return found.order_by("until", "pk")


def readers(ending: ContactEnd) -> QuerySet[Agent]:
    """Leads other than the one who ended the contact, those on duty first."""
    leads = Agent.objects.filter(is_active=True, role__in=LEADS)
    return leads.exclude(pk=ending.rung.by_id or 0).order_by("-on_duty", "-role", "pk")


def is_notice_due(ending: ContactEnd) -> bool:
    days = timedelta(days=boundaries.policy().notice_days)
    return ending.told_at is None or ending.told_at + days <= timezone.now()


def lane() -> QuerySet[Conversation]:
    """Where those wrote whose contact is ended: read for complaints, withdrawals, data requests and appeals."""
    ended = standing_ends().values("customer")
    waits = Q(customer__in=ended, state=Conversation.State.OPEN, parent=None, merged_into=None)
    return Conversation.objects.filter(waits).order_by("waiting_since", "number")


def appeals() -> QuerySet[Appeal]:
    """Those that nobody has decided."""
    return Appeal.objects.filter(is_upheld=None).select_related("message", "ending__customer", "ending__rung__by")


def _readings(conversation: Conversation) -> QuerySet[Reading]:
    """The latest first."""
    return readings_of(conversation).select_related("message").reverse()


def _threat(conversation: Conversation) -> Reading | None:
    return next(
        (
            reading
            for reading in _readings(conversation)
            if "violence" in reading.labels["threats"] and "threat.violence" not in reading.labels["unsure"]
        ),
        None,
    )


def _words(reading: Reading, signal: str) -> str:
    """The words of a signal (or of its family) as the customer wrote them."""
    found = [row["text"] for row in reading.labels["evidence"] if f"{row['signal']}.".startswith(f"{signal}.")]
    return " … ".join(dict.fromkeys(found[:3]))
