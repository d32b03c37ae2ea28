"""S2.14: a reply that opens with a no is offered a positive opening.

Page: a conversation, under the composer
"""

import pytest

from tests.acceptance.drafts import GOOD, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without

CASES = {
    "fi": "Valitettavasti paketti on myöhässä.",
    "pl": "Niestety nie mamy już tego ekspresu.",
    "en": "Unfortunately the parcel is late.",
}


@pytest.mark.parametrize("language", CASES)
@without(REVIEW, blind("H_UNFORTUNATELY"))
def test_an_opening_of_unfortunately_gets_another_one_to_begin_with(desk, language):
    seen = reviewed(desk, fury(language), CASES[language])

    assert "H_UNFORTUNATELY" in seen.codes
    assert any(seen.fixes["H_UNFORTUNATELY"])


@pytest.mark.parametrize("language", CASES)
def test_a_positive_opening_is_left_alone(desk, language):
    assert "H_UNFORTUNATELY" not in reviewed(desk, fury(language), GOOD[language]).codes
