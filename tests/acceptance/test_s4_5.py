"""S4.5: blame is found, and words that look for no culprit stand beside it.

Page: a conversation, under the composer
"""

import pytest

from tests.acceptance.drafts import GOOD, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without

CASES = {
    "fi": "Se on oma vikanne, käytitte laitetta väärin.",
    "pl": "To Pani wina, źle Pani używała ekspresu.",
    "en": "That is your own fault.",
}


@pytest.mark.parametrize("language", CASES)
@without(REVIEW, blind("F_BLAME"))
def test_a_customer_who_is_blamed_is_spared_it(desk, language):
    seen = reviewed(desk, fury(language), CASES[language])

    assert "F_BLAME" in seen.codes
    assert any(seen.fixes["F_BLAME"])


@pytest.mark.parametrize("language", CASES)
def test_owning_the_mistake_is_no_blame(desk, language):
    assert "F_BLAME" not in reviewed(desk, fury(language), GOOD[language]).codes
