"""Conversations that go up the ladder, and a company with a policy, for the tests of care."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.desk.makers import make_conversation
from tyyni_desk.care import actions as care
from tyyni_desk.care.boundaries import actions as boundaries
from tyyni_desk.care.ladder import actions, queries
from tyyni_desk.care.ladder.models import Appeal, ContactEnd, Rung
from tyyni_desk.conversations import actions as core

CONTACT = {
    "fi": "Puhumme asiasta emmekä ihmisistä.",
    "pl": "Rozmawiamy o sprawie, nie o ludziach.",
    "en": "We talk about the matter, not about people.",
}
ABUSE = {
    "fi": "Vitun idiootit, painukaa helvettiin! Tilaus 10233 puuttuu yhä.",
    "pl": "Pierdolone kretyny, spierdalajcie! Gdzie moje pieniądze?",
    "en": "You stupid cunts, fuck off! Order 10233 is still missing.",
}
THREAT = {
    "fi": "Tulen sinne ja tapan teidät kaikki.",
    "pl": "Przyjdę tam i was pozabijam.",
    "en": "I will come there and kill you all.",
}
CALM = {
    "fi": "Missä tilaukseni 10233 on?",
    "pl": "Gdzie jest moje zamówienie 10233?",
    "en": "Where is my order 10233?",
}


def write_policy(**fields):
    return boundaries.write_policy(by=None, contact=CONTACT, **fields)


def make_talk(text, **fields):
    """A conversation that begins with ``text``, read."""
    conversation = make_conversation(text, **fields)
    care.read(conversation.messages.get())
    conversation.refresh_from_db()
    return conversation


def say(conversation, text):
    """The customer goes on with ``text``, which is read."""
    message = core.receive(conversation, text=text)
    care.read(message)
    conversation.refresh_from_db()
    return message


def in_days(count):
    return timezone.localdate() + timedelta(days=count)


def climb(conversation, kind, *, by, **fields):
    """Take one rung with the last abusive words."""
    found = queries.evidence(conversation)
    more = {
        "handover": {"offered": "Kukaan ei ole vapaana: yövuorossa on yksi."},
        "end": {"offered": "Kukaan ei ole vapaana.", "until": in_days(90)},
    }
    given = {"text": "Näin jatkamme.", "seen": None, "evidence": found, **more.get(kind, {}), **fields}
    return actions.climb(conversation, kind, by=by, **given)


def climb_to_the_end(conversation, language, *, by):
    """All rungs, with the abuse going on between them; the customer's last words are abusive."""
    for kind in ("boundary", "handover", "warning", "end"):
        rung = climb(conversation, kind, by=by)
        if kind != "end":
            say(conversation, ABUSE[language])
    return rung.ending


def filled(page):
    """What a form sends when its first values are left as they are."""
    form = page.context["form"]
    given = {name: form.initial.get(name) for name in form.fields}
    return {name: getattr(value, "pk", value) for name, value in given.items() if value is not None}


def make_appeal(agent):
    """A contact that was ended, and the customer's appeal against it; without the engine, for many tests need one."""
    talk = make_conversation(THREAT["en"])
    ending = end_contact(talk, answer=core.reply(talk, by=agent, text="It ends here.", seen=None), by=agent)
    return Appeal.objects.create(ending=ending, message=core.receive(talk, text="Please decide again."))


def end_contact(talk, *, answer=None, by=None):
    """As the last rung leaves it."""
    rung = Rung.objects.create(
        conversation=talk,
        kind="end",
        evidence=talk.messages.filter(kind="customer").first(),
        words=THREAT["en"],
        answer=answer or talk.messages.filter(kind="agent").first(),
        policy=write_policy(),
        by=by,
    )
    return ContactEnd.objects.create(rung=rung, customer=talk.customer, until=in_days(90))
