"""A hard conversation in each language, read, with an order, a broken promise and a boundary; and the sheet of it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.desk.care.talks import say
from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.care import actions as care
from tyyni_desk.care.boundaries import actions as boundaries
from tyyni_desk.care.promises import actions as promises
from tyyni_desk.conversations import actions as core
from tyyni_desk.people.models import Order

NAMES = {"fi": "Matti Korhonen", "pl": "Anna Kowalska", "en": "Priya Nair"}
FIRST = {
    "fi": "Keitin hajosi, tilaus 10233. Haluan uuden.",
    "pl": "Ekspres się zepsuł, zamówienie 10233. Chcę nowy.",
    "en": "The kettle broke, order 10233. I want a new one.",
}
PROMISED = {
    "fi": "Lähetän uuden keittimen huomiseen mennessä.",
    "pl": "Wyślę nowy ekspres do jutra.",
    "en": "I will send a new kettle by tomorrow.",
}
NOW = {
    "fi": "Kolmas kerta! Mitään ei tullut. Olen raivoissani. Haluan 89 euroa takaisin!",
    "pl": "Trzeci raz piszę! Nic nie przyszło. Jestem wściekła. Chcę zwrotu 89 euro!",
    "en": "Third time I write! Nothing came. I am furious. I want my 89 euros back!",
}
LIMIT = "One message a day"


def hard_talk(language, agent):
    """As the desk knows it after six days: two messages, one answer, its promise broken, a boundary."""
    customer, now = make_customer(NAMES[language]), timezone.now()
    Order.objects.create(number="10233", customer=customer, total="89.00", items=[{"name": "Usva 8", "quantity": 1}])
    at = now - timedelta(days=6)
    talk = make_conversation(FIRST[language], customer=customer, language=language, at=at, assignee=agent)
    care.read(talk.messages.get())
    answer = core.reply(talk, by=agent, text=PROMISED[language], seen=None, at=now - timedelta(days=5))
    for promise in answer.promises.all():
        promises.break_late(promise, now=now)
    boundaries.set_boundary(customer, says=LIMIT, why="x", by=agent)
    say(talk, NOW[language])
    return talk


def sheet(desk, talk, kind="help"):
    """The page of the sheet."""
    return desk.get(f"/conversations/{talk.number}/help", {"kind": kind})


def sent(desk, talk, kind="help", **given):
    """Send the sheet as it stands, but for ``given``."""
    form = sheet(desk, talk, kind).context["form"]
    fields = {"kind": kind, "brief": form.initial["brief"], **given}
    return desk.post(f"/conversations/{talk.number}/help", fields, follow=True).content.decode()


def top(page):
    """What stands on top of a conversation about help; empty when nothing does."""
    return page.partition('class="told help-told"')[2].partition("</section>")[0]
