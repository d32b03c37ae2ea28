"""S2.11: evasions are found, and plain words that own the mistake stand beside them.

Page: a conversation, under the composer
"""

import pytest

from tests.acceptance.drafts import GOOD, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without

CASES = {
    "fi": "Virhe on tapahtunut. Ota yhteyttä kuljetusliikkeeseen.",
    "pl": "Doszło do pomyłki. Proszę skontaktować się z kurierem.",
    "en": "You need to contact the carrier yourself.",
}


@pytest.mark.parametrize("language", CASES)
@without(REVIEW, blind("F_PASS"))
def test_passing_the_customer_on_becomes_taking_it_on(desk, language):
    seen = reviewed(desk, fury(language), CASES[language])

    assert "F_PASS" in seen.codes
    assert any(seen.fixes["F_PASS"])


@pytest.mark.parametrize("language", CASES)
def test_owning_it_is_left_alone(desk, language):
    assert "F_PASS" not in reviewed(desk, fury(language), GOOD[language]).codes
