"""S2.5: phrases acknowledge a feeling without admitting what is not true, and count as acknowledging.

Page: a conversation, beside and under the composer
"""

import re
from dataclasses import replace

import pytest

from tests.acceptance.drafts import LANGUAGES, fury, reviewed
from tests.acceptance.proofs import without
from tyyni_desk.care import queries

STEP, REVIEW = queries.step, queries.review
ADMITS = {
    "fi": r"virhee|syymme|mokasi",
    "pl": r"nasz błąd|nasza wina|zawini",
    "en": r"our (?:fault|mistake)|we were wrong",
}
CALM = {"fi": "Missä tilaukseni 10233 on?", "pl": "Gdzie jest zamówienie 10233?", "en": "Where is my order 10233?"}


def phrases(desk, conversation):
    card = desk.get(f"/conversations/{conversation.number}/step").content.decode()
    of_the_step = card.split('class="phrases"')[1].split("</div>")[0]
    return re.findall(r'data-insert="(.*?)"', of_the_step, re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
@without("tyyni_desk.care.queries.step", lambda *given, **named: replace(STEP(*given, **named), say=()))
def test_the_step_offers_understanding_that_admits_nothing(desk, language):
    found = phrases(desk, fury(language))

    assert found
    assert not [phrase for phrase in found if re.search(ADMITS[language], phrase, re.IGNORECASE)]


@pytest.mark.parametrize("language", LANGUAGES)
@without("tyyni_desk.care.queries.review", lambda *given, **named: replace(REVIEW(*given, **named), strengths=()))
def test_one_of_them_ticks_acknowledging_and_not_owning(desk, language):
    conversation = fury(language)

    ticked = [reviewed(desk, conversation, phrase).ticks[:2] for phrase in phrases(desk, conversation)]

    assert [True, False] in ticked


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calm_question_is_offered_no_comfort(desk, language):
    step = desk.get(f"/conversations/{fury(language, text=CALM[language]).number}/step").content.decode()

    assert "Acknowledge" not in step
