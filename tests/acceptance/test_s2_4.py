"""S2.4: an apology is for the thing itself: hollow ones and non-apologies are found, and the parts that are missing.

Page: a conversation, under the composer
"""

import pytest

from tests.acceptance.drafts import GOOD, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without

HOLLOW = {
    "fi": "Pahoittelemme aiheutunutta haittaa.",
    "pl": "Przepraszamy za niedogodności.",
    "en": "We apologise for any inconvenience.",
}
IF = {
    "fi": "Olen pahoillani, jos koit tämän ikävänä.",
    "pl": "Przykro mi, jeśli poczuła się Pani urażona.",
    "en": "I am sorry if you feel that way.",
}
EMPTY = ("F_HOLLOW", "F_CANNED", "F_NONAPOL", "H_APOLOGY_PARTS")


@pytest.mark.parametrize("language", HOLLOW)
@without(REVIEW, blind(*EMPTY))
def test_sorry_for_the_inconvenience_is_not_enough(desk, language):
    seen = reviewed(desk, fury(language), HOLLOW[language])

    assert seen.codes & {"F_HOLLOW", "F_CANNED"}
    assert "H_APOLOGY_PARTS" in seen.codes


@pytest.mark.parametrize("language", IF)
@without(REVIEW, blind(*EMPTY))
def test_sorry_if_is_no_apology_and_gets_a_beginning_of_one(desk, language):
    fixes = reviewed(desk, fury(language), IF[language]).fixes["F_NONAPOL"]

    assert any(fix.endswith("…") for fix in fixes)


@pytest.mark.parametrize("language", GOOD)
def test_an_apology_for_the_thing_itself_is_left_alone(desk, language):
    assert not reviewed(desk, fury(language), GOOD[language]).codes & set(EMPTY)
