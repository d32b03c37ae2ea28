"""S2.6: aggression, sarcasm, capitals and blame in a draft are found before the customer reads them.

Page: a conversation, under the composer
"""

import pytest

from tests.acceptance.drafts import GOOD, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without
from tests.acceptance.test_s1_1 import RUDE

LOUD = {"fi": "ÄLKÄÄ HUUTAKO MINULLE!", "pl": "PROSZĘ NA MNIE NIE KRZYCZEĆ!", "en": "STOP SHOUTING AT ME!"}
TONE = ("F_AGGR", "F_CALM", "F_ORDER", "F_CONDESC", "H_EXCLAIM", "H_REGISTER")


@pytest.mark.parametrize("language", RUDE)
@without(REVIEW, blind(*TONE))
def test_a_hostile_line_is_underlined_and_would_be_held(desk, language):
    seen = reviewed(desk, fury(language), f"Hei. {RUDE[language]}")

    assert any(place in RUDE[language] for place in seen.places["F_AGGR"])
    assert "verdict-hold" in seen.page
    assert seen.fixes["F_AGGR"]


@pytest.mark.parametrize("language", LOUD)
@without(REVIEW, blind(*TONE))
def test_shouting_back_is_found(desk, language):
    assert reviewed(desk, fury(language), LOUD[language]).codes & set(TONE)


@pytest.mark.parametrize("language", LOUD)
def test_a_calm_answer_to_the_same_fury_is_left_alone(desk, language):
    assert not reviewed(desk, fury(language), GOOD[language]).codes & set(TONE)
