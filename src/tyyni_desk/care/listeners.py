"""What care does when something happens: it reads, writes down, counts, and refuses what would do harm."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tyyni_desk.care import actions
from tyyni_desk.care.clocks import actions as clocks
from tyyni_desk.care.clocks import queries
from tyyni_desk.care.exposure import actions as exposure
from tyyni_desk.care.help import actions as helping
from tyyni_desk.care.help import queries as help_asked
from tyyni_desk.care.ladder import afterwards
from tyyni_desk.care.promises import actions as promises
from tyyni_desk.care.safety import queries as safety
from tyyni_desk.care.safety.models import Incident
from tyyni_desk.care.safety.signs import found
from tyyni_desk.care.tasks import read_message
from tyyni_desk.conversations.listening import Refused, on
from tyyni_desk.conversations.models import Event, Message
from tyyni_desk.people.models import Agent


@on("received")
def read_later(event: Event) -> None:
    if not event.detail["automatic"]:
        read_message.later(event.detail["message"])


@on("received")
def hear(event: Event) -> None:
    if not event.detail["automatic"]:
        afterwards.heard(Message.objects.select_related("conversation", "customer").get(pk=event.detail["message"]))


@on("merged", "split", "undone")
def reconsider(event: Event) -> None:
    actions.reconsider(event.conversation_id)


@on("replied")
def hear_the_answer(event: Event) -> None:
    """Of answers to customers; what a colleague or a supplier is told aside promises and answers nothing."""
    if event.conversation.parent_id is None:
        said = Message.objects.get(pk=event.detail["message"])
        promises.make(said)
        clocks.hear(said)


@on("unsent")
def unhear_it(event: Event) -> None:
    promises.stand_again(event.conversation)
    clocks.run_on(event.conversation)


@on("not_delivered")
def nobody_heard_it(event: Event) -> None:
    clocks.run_on(event.conversation, unheard=event.detail["message"])


@on("closed")
def insist_on_an_answer(event: Event) -> None:
    """Refuse to close what the law wants answered; the transaction that closes is undone by it."""
    clocks.insist(event.conversation)


@on("merged")
def insist_before_merging(event: Event) -> None:
    """Refuse to put away a conversation that must be answered; the one that stays may hold a clock."""
    source = event.conversation
    if source.merged_into_id:
        clocks.insist(source, queries.moved_out_of(source))


@on("merged", "split", "undone")
def keep_evidence_in_place(event: Event) -> None:
    if safety.moved_evidence(event.conversation):
        raise Refused(_("This conversation holds evidence. It stays where it is, so nothing was moved."))


@on("replied")
def offer_nothing_in_danger(event: Event) -> None:
    message = Message.objects.get(pk=event.detail["message"])
    words = found("offer", message.text, event.conversation.language)
    if words and safety.without_offers(event.conversation):
        raise Refused(_("Nothing was sent: “%(words)s” has no place while somebody may be hurt.") % {"words": words})


@on("replied", "assigned")
def count_what_was_met(event: Event) -> None:
    """Whoever is given a conversation, or answers in it, has read what the customer wrote."""
    reader = event.detail["to"] if event.kind == "assigned" else event.by_id
    agent = Agent.objects.filter(pk=reader).first() if reader else None
    if agent:
        exposure.meet(agent, event.conversation)


@on("replied")
def hand_over_or_help(event: Event) -> None:
    """An answer hands over what its author prepared to; a colleague's is the help that was asked for."""
    if event.by is None:
        return
    message = Message.objects.select_related("conversation", "agent").get(pk=event.detail["message"])
    prepared = help_asked.pending_handover(message.conversation, by=event.by)
    if prepared:
        helping.hand_over(prepared, message)
    for request in help_asked.waiting_in(message.conversation, but=event.by):
        helping.come(request, by=event.by)


@on("unsent")
def take_it_back(event: Event) -> None:
    prepared = event.by and help_asked.pending_handover(event.conversation, by=event.by)
    if event.by and prepared:
        helping.take_back(prepared, by=event.by)


@on("closed")
def close_no_injury(event: Event) -> None:
    if any(incident.kind == Incident.Kind.INJURY for incident in safety.incidents_of(event.conversation)):
        raise Refused(_("Somebody may have been hurt by a product. A lead settles the incident before this is closed."))
