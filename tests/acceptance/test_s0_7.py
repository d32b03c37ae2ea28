"""S0.7: an answer to an upset customer acknowledges the feeling and the matter first.

Page: a conversation, under the composer
"""

import pytest

from tests.acceptance.drafts import GOOD, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without

COLD = {
    "fi": "Rahat palautetaan huomenna klo 12.",
    "pl": "Pieniądze zwrócimy jutro do 12.",
    "en": "The money is refunded tomorrow at noon.",
}
CALM = {"fi": "Mihin aikaan olette auki?", "pl": "W jakich godzinach są Państwo czynni?", "en": "What are your hours?"}
HOURS = {"fi": "Olemme auki klo 9–17.", "pl": "Jesteśmy czynni od 9 do 17.", "en": "We are open from 9 to 5."}


@pytest.mark.parametrize("language", COLD)
@without(REVIEW, blind("F_NO_ACK"))
def test_a_right_but_cold_answer_is_told_what_it_lacks(desk, language):
    seen = reviewed(desk, fury(language), COLD[language])

    assert "F_NO_ACK" in seen.codes
    assert not seen.ticks[0]
    assert seen.fixes["F_NO_ACK"]


@pytest.mark.parametrize("language", COLD)
@without("tyyni_desk.web.words.strengths", lambda review: [("acknowledges", False)])
def test_the_checklist_ticks_itself_when_the_feeling_is_acknowledged(desk, language):
    assert reviewed(desk, fury(language), GOOD[language]).ticks == [True, True, True, True]


@pytest.mark.parametrize("language", CALM)
def test_a_calm_question_needs_no_comfort(desk, language):
    assert "F_NO_ACK" not in reviewed(desk, fury(language, text=CALM[language]), HOURS[language]).codes
