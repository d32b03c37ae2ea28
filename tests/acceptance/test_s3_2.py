"""S3.2: boilerplate is found, with words that show that somebody read the letter.

Page: a conversation, under the composer
"""

import pytest

from tests.acceptance.drafts import GOOD, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without

CASES = {
    "fi": "Kiitos yhteydenotostasi. Asiakaspalautteesi on meille tärkeää.",
    "pl": "Dziękujemy za kontakt. Państwa opinia jest dla nas ważna.",
    "en": "Thank you for contacting us. Your call is important to us.",
}


@pytest.mark.parametrize("language", CASES)
@without(REVIEW, blind("F_CANNED"))
def test_a_canned_phrase_is_named(desk, language):
    seen = reviewed(desk, fury(language), CASES[language])

    assert "F_CANNED" in seen.codes
    assert any(seen.fixes["F_CANNED"])


@pytest.mark.parametrize("language", CASES)
def test_a_reply_about_the_matter_is_not_canned(desk, language):
    assert "F_CANNED" not in reviewed(desk, fury(language), GOOD[language]).codes
