"""S4.2: the customer's style is read, and a draft far from it is pointed out; abuse is never mirrored.

Page: a conversation's reading strip and its composer
"""

from dataclasses import replace

import pytest

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation
from tyyni_desk.care import queries
from tyyni_desk.jobs import worker

LONG = "Your order 10233 left our warehouse yesterday and it is on its way to you with the carrier. " * 9
CASES = {
    "fi": (
        "Hei, voisitteko kertoa, missä tilaukseni 10233 on?",
        "says te",
        "Moi! Voisitko sinä kertoa, mikä sun osoite on? Lähetän sinulle paketin.",
        "Paketti lähti tänään. Saatte sen huomenna.",
    ),
    "pl": (
        "Proszę Pana, czy mógłby Pan sprawdzić moje zamówienie 10233?",
        "says Pan or Pani",
        "Sprawdzę twoją paczkę i dam ci znać jutro. Czy możesz podać swój adres?",
        "Paczka wyszła dzisiaj. Otrzyma ją Pan jutro.",
    ),
    "en": ("Hi, where is my order 10233?", "writes shortly", LONG, "It left today and will be with you tomorrow."),
}
TOLD = {"fi": "sinuttelee", "pl": "na ty", "en": "so long a reply"}
REVIEWED = queries.review


def reviewed(desk, conversation, draft):
    return desk.post(f"/conversations/{conversation.number}/review", {"text": draft}).content.decode()


def talk(language):
    conversation = make_conversation(CASES[language][0], language=language)
    worker.run_all()
    return conversation


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.web.reading.labels._style", lambda style: iter(()))
def test_the_strip_says_how_they_write(desk, language):
    page = desk.get(f"/conversations/{talk(language).number}").content.decode()

    assert CASES[language][1] in page[page.index('class="strip') :]


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.queries.review", lambda *given, **named: replace(REVIEWED(*given, **named), hints=()))
def test_a_draft_far_from_it_is_told_so(desk, language):
    assert TOLD[language] in reviewed(desk, talk(language), CASES[language][2])


@pytest.mark.parametrize("language", CASES)
def test_a_draft_near_it_is_left_alone(desk, language):
    assert TOLD[language] not in reviewed(desk, talk(language), CASES[language][3])
