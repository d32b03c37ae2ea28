"""S3.1: grievance, harassment, prank and intoxication are told apart, with words, certainty and what would change it.

Page: a conversation; the menu of a label
"""

import re

import pytest

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation
from tyyni_desk.jobs import worker

CASES = {
    "fi": {
        "has a real grievance": "Keitin hajosi viikossa, tilaus 10233. Haluan rahat takaisin.",
        "no matter behind it": "Haista paska senkin ruma lehmä, olet surkea ihminen",
        "a joke": "onko tää krusty krab lol",
        "seems drunk": "oon ihan kännissä mut missä mun kalja paketti on hehe hyvä juttu",
    },
    "pl": {
        "has a real grievance": "Ekspres zepsuł się po tygodniu, zamówienie 10233. Chcę zwrotu pieniędzy.",
        "no matter behind it": "Spadaj głupia krowo, jesteś zerem",
        "a joke": "halo czy to pizzeria na księżycu xD",
        "seems drunk": "jestem pijany jak bela haha gdzie moja paczka no",
    },
    "en": {
        "has a real grievance": "The kettle broke after a week, order 10233. I want my money back.",
        "no matter behind it": "You are a stupid ugly cow and everybody hates you",
        "a joke": "is this the krusty krab lol",
        "seems drunk": "im so drunk rn lol where my packge at mate",
    },
}
EVERY = [(language, kind) for language in CASES for kind in CASES[language]]
CALM = {"fi": "Hei, mihin aikaan suljette?", "pl": "Dzień dobry, o której zamykacie?", "en": "Hi, when do you close?"}


def talk(text, channel="chat"):
    conversation = make_conversation(text, channel=channel)
    worker.run_all()
    return conversation


def strip(desk, conversation):
    page = desk.get(f"/conversations/{conversation.number}").content.decode()
    return page[page.index('class="strip') : page.index('<div class="words"')]


@pytest.mark.parametrize(("language", "kind"), EVERY)
@without("tyyni_desk.web.reading.drawn.read_as.labels", lambda reading: [])
def test_the_strip_says_which_case_it_is_and_no_other(desk, language, kind):
    seen = strip(desk, talk(CASES[language][kind]))

    assert kind in seen
    others = {"has a real grievance", "no matter behind it", "a joke"} - {kind}
    assert kind == "seems drunk" or not [other for other in others if other in seen]


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.web.reading.menus._because", lambda reading, name: {})
def test_its_menu_gives_the_words_how_sure_it_is_and_what_would_change_its_mind(desk, language):
    message = talk(CASES[language]["has a real grievance"]).messages.get()

    menu = desk.get(f"/messages/{message.pk}/labels/kind").content.decode()

    assert re.search(r"[Ss]ure: \d+ of 100", menu)
    assert "without them it would not say so" in menu
    assert menu.count("<q>") >= 1


@pytest.mark.parametrize("language", CALM)
def test_a_calm_question_is_only_a_question(desk, language):
    seen = strip(desk, talk(CALM[language], channel="email"))

    assert "a question" in seen
    for other in ("grievance", "no matter", "a joke", "drunk"):
        assert other not in seen
