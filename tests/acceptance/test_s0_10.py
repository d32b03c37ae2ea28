"""S0.10: the words of a policy are checked for what is vague or hard, before many customers get them.

Page: /policy
"""

import pytest

from tests.acceptance.proofs import without

HARD = {
    "fi": "Käytäntömme mukaan emme voi tehdä mitään. Rauhoitu.",
    "pl": "Zgodnie z naszą polityką nie możemy nic zrobić. Proszę się uspokoić.",
    "en": "As per our policy there is nothing we can do. Calm down.",
}
CLEAR = {
    "fi": "Vastaamme kahden päivän kuluessa.",
    "pl": "Odpowiadamy w ciągu dwóch dni.",
    "en": "We answer within two days.",
}
PLAIN = {"review_days": "90", "notice_days": "7"}


def told(lead, language, text):
    lead.post("/policy", {**PLAIN, f"contact_{language}": text})
    return lead.get("/policy").content.decode()


@pytest.mark.parametrize("language", HARD)
@without("tyyni_desk.care.queries.remarks", lambda text, *, language: ())
def test_a_text_that_hurts_or_is_vague_is_pointed_out(sign_in, language):
    assert "Could be clearer" in told(sign_in("lead"), language, HARD[language])


@pytest.mark.parametrize("language", CLEAR)
def test_a_clear_text_is_left_alone(sign_in, language):
    assert "Could be clearer" not in told(sign_in("lead"), language, CLEAR[language])
