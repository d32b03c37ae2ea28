"""S2.12: "I don't know" and "I'm new here" have a positive wording one press away.

Page: a conversation, under the composer
"""

import pytest

from tests.acceptance.drafts import GOOD, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without

CASES = {
    "fi": "Hei Matti, en tiedä.",
    "pl": "Dzień dobry, nie wiem.",
    "en": "Hello Priya, I don't know.",
}


@pytest.mark.parametrize("language", CASES)
@without(REVIEW, blind("F_IDK"))
def test_not_knowing_becomes_finding_out(desk, language):
    seen = reviewed(desk, fury(language), CASES[language])

    assert "F_IDK" in seen.codes
    assert any(seen.fixes["F_IDK"])


@pytest.mark.parametrize("language", CASES)
def test_knowing_is_left_alone(desk, language):
    assert "F_IDK" not in reviewed(desk, fury(language), GOOD[language]).codes
