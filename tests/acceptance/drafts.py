"""A furious customer in each language, a draft to them, and what the page under the composer says of it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from html import unescape

from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.care import queries
from tyyni_desk.jobs import worker

REVIEW = "tyyni_desk.care.queries.review"
LANGUAGES = ("fi", "pl", "en")
NAMES = {"fi": "Matti Korhonen", "pl": "Anna Kowalska", "en": "Priya Nair"}
FURY = {
    "fi": "Kolmas kerta kun kirjoitan! Keitin hajosi taas, tilaus 10233. Olen todella vihainen. Haluan rahat takaisin!",
    "pl": "Trzeci raz piszę! Ekspres znowu się zepsuł, zamówienie 10233. Jestem wściekła. Chcę zwrotu pieniędzy!",
    "en": "Third time I write! The kettle broke again, order 10233. I am furious. I want my money back!",
}
GOOD = {
    "fi": "Hei Matti, ymmärrän, miksi tämä suututtaa: keitin hajosi taas ja olet kirjoittanut kolmesti. Se on meidän "
    "virheemme, ja olen pahoillani. Palautan 189 euroa tilillesi tänään klo 16 mennessä.",
    "pl": "Pani Anno, rozumiem, dlaczego to Panią złości: ekspres znowu się zepsuł, a pisze Pani trzeci raz. To nasz "
    "błąd i bardzo za niego przepraszam. Zwrócę 189 zł na Pani konto dziś do godziny 16.",
    "en": "Hello Priya, I understand why this makes you angry: the kettle broke again and you have had to write three "
    "times. That is our mistake, and I am sorry. I will refund 89 pounds to your account today by 4 pm.",
}
_REAL = queries.review


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page says of a draft."""

    page: str
    codes: set[str]
    fixes: dict[str, list[str]]  # by code, the wordings that one press puts in
    places: dict[str, list[str]]  # by code, the words of the draft that are underlined
    ticks: list[bool]  # the checklist


def fury(language, *, text=None, channel="email", name=None):
    """The customer's furious message, read."""
    customer = make_customer(name or NAMES[language])
    conversation = make_conversation(text or FURY[language], customer=customer, channel=channel, language=language)
    worker.run_all()
    conversation.refresh_from_db()
    return conversation


def reviewed(desk, conversation, draft):
    """What its author reads under ``draft``."""
    page = desk.post(f"/conversations/{conversation.number}/review", {"text": draft}).content.decode()
    seen = Seen(page, set(), defaultdict(list), defaultdict(list), [])
    rows = re.findall(r'<li data-code="(\w+)" data-start="(\d*)" data-end="(\d*)".*?>(.*?)</li>', page, re.DOTALL)
    for code, start, end, inside in rows:
        seen.codes.add(code)
        seen.fixes[code].extend(map(unescape, re.findall(r'data-fix="(.*?)"', inside, re.DOTALL)))
        seen.places[code].append(draft[int(start) : int(end)] if start else "")
    seen.ticks.extend("✓" in tick for tick in re.findall(r"<span aria-hidden=\"true\">(.)</span>", page))
    return seen


def blind(*codes):
    """The review without these codes: what is left with the feature switched off."""

    def review(*given, **named):
        found = _REAL(*given, **named)
        faults = tuple(fault for fault in found.faults if fault.code not in codes)
        return replace(found, faults=faults, hints=tuple(hint for hint in found.hints if hint.code not in codes))

    return review


def mended(draft, seen, code):
    """The draft after one press on the first better wording of ``code``."""
    place, fix = seen.places[code][0], seen.fixes[code][0]
    return draft.replace(place, fix) if place else f"{draft} {fix}"
