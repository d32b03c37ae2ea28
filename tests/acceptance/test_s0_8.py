"""S0.8: what the company offers and how people talk with it is written once, and insertable in the customer's language.

Page: /policy; a conversation
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation

TEXTS = {
    "fi": "Vastaamme arkisin kahden päivän kuluessa, sähköpostilla.",
    "pl": "Odpowiadamy w dni robocze w ciągu dwóch dni, mailem.",
    "en": "We answer by mail within two working days.",
}
FORM = {"review_days": "90", "notice_days": "7", **{f"contact_{code}": text for code, text in TEXTS.items()}}


@pytest.mark.parametrize("language", TEXTS)
@without("tyyni_desk.care.boundaries.queries.insertable", lambda language: [])
def test_the_words_of_the_policy_can_be_inserted_in_the_customers_language(desk, sign_in, language):
    sign_in("lead").post("/policy", FORM)

    page = desk.get(f"/conversations/{make_conversation(language=language).number}").content.decode()

    assert f'data-insert="{TEXTS[language]}"' in page
    assert [text for text in TEXTS.values() if text in page] == [TEXTS[language]]


@pytest.mark.parametrize("language", TEXTS)
def test_a_company_without_a_policy_is_offered_no_words_of_one(desk, language):
    page = desk.get(f"/conversations/{make_conversation(language=language).number}").content.decode()

    assert "Boundaries</h2>" not in page
