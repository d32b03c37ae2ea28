"""S0.1: every message is read: language, feeling and its heat, what is wrong and asked, facts, each with its words.

Page: a conversation
"""

import re

import pytest

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation
from tyyni_desk.jobs import worker

CASES = {
    "fi": "Kolmas kerta kun kirjoitan! Tilaus 10233 hajosi taas, olen raivoissani. Haluan rahat takaisin, 89 €!",
    "pl": "Trzeci raz piszę! Zamówienie 10233 znowu się zepsuło, jestem wściekła. Żądam zwrotu pieniędzy, 89 zł!",
    "en": "Third time I write! Order 10233 broke again, I am furious. I want a refund of £89!",
}
SUMS = {"fi": "89 €", "pl": "89 zł", "en": "£89"}
CALM = {"fi": "Hei, mihin aikaan suljette?", "pl": "Dzień dobry, o której zamykacie?", "en": "Hi, when do you close?"}


def shown(desk, text, part=""):
    conversation = make_conversation(text)
    worker.run_all()
    return desk.get(f"/conversations/{conversation.number}{part}").content.decode()


def strip(page):
    return page[page.index('class="strip') : page.index('<div class="words"')]


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.web.reading.drawn.read_as.labels", lambda reading: [])
def test_the_strip_says_feeling_matter_request_and_order(desk, language):
    seen = strip(shown(desk, CASES[language]))

    assert re.search("angry|frustrated", seen)
    for words in ("has a real grievance", "wants the money back", "has written before", "order 10233"):
        assert words in seen


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.web.reading.drawn.marked", lambda text, labels, **named: text)
def test_each_label_lights_up_the_words_it_came_from(desk, language):
    seen = shown(desk, CASES[language])

    marks = " ".join(re.findall(r'<mark data-signal="([^"]*)"', seen)).split()
    for signal in ("request.refund", "repeat", "order"):
        assert f'data-lights="{signal}"' in seen
        assert signal in marks


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.web.guidance.request_of", lambda conversation: None)
def test_the_facts_stand_in_the_request_card(desk, language):
    seen = shown(desk, CASES[language], "/step")

    assert "Request</h2>" in seen
    card = seen[seen.index("Request</h2>") :]
    assert "10233" in card
    assert SUMS[language] in card


@pytest.mark.parametrize("language", CALM)
def test_a_calm_question_is_no_grievance_and_wants_nothing_back(desk, language):
    seen = strip(shown(desk, CALM[language]))

    for words in ("grievance", "money back", "written before", "angry", "speaks of court", "rude"):
        assert words not in seen
