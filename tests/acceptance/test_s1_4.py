"""S1.4: a negative turn is found where it stands, and a positive wording beside it takes its place.

Page: a conversation, under the composer
"""

import pytest

from tests.acceptance.drafts import GOOD, REVIEW, blind, fury, mended, reviewed
from tests.acceptance.proofs import without

CASES = {
    "fi": "Hei Matti! Emme voi tehdä asialle mitään.",
    "pl": "Dzień dobry! Nic nie możemy zrobić.",
    "en": "Hello Priya! We cannot refund you.",
}


@pytest.mark.parametrize("language", CASES)
@without(REVIEW, blind("F_CANT"))
def test_a_bare_refusal_is_underlined_with_what_can_be_said_instead(desk, language):
    seen = reviewed(desk, fury(language), CASES[language])

    assert "F_CANT" in seen.codes
    assert any(seen.fixes["F_CANT"])
    assert seen.places["F_CANT"][0] in CASES[language]
    assert "F_CANT" not in reviewed(desk, fury(language), mended(CASES[language], seen, "F_CANT")).codes


@pytest.mark.parametrize("language", CASES)
def test_a_reply_that_says_what_it_will_do_is_left_alone(desk, language):
    assert "F_CANT" not in reviewed(desk, fury(language), GOOD[language]).codes
