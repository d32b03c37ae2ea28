"""S4.3: words that can be misread are pointed out, in each language.

Page: a conversation, under the composer
"""

import pytest

from tests.acceptance.drafts import GOOD, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without

CASES = {
    "fi": "Palaamme asiaan, kun se on käsitelty.",
    "pl": "Odpowiemy niezwłocznie, gdy sprawa zostanie rozpatrzona.",
    "en": "The matter will be looked into.",
}


@pytest.mark.parametrize("language", CASES)
@without(REVIEW, blind("H_AMBIGUOUS"))
def test_a_matter_that_is_not_named_is_pointed_out(desk, language):
    seen = reviewed(desk, fury(language), CASES[language])

    assert "H_AMBIGUOUS" in seen.codes


@pytest.mark.parametrize("language", CASES)
def test_plain_sentences_are_left_alone(desk, language):
    assert "H_AMBIGUOUS" not in reviewed(desk, fury(language), GOOD[language]).codes
