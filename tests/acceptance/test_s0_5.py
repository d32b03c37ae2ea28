"""S0.5: calming phrases in the customer's language stand at the step where they fit, one press from the answer.

Page: a conversation, beside the composer
"""

from dataclasses import replace

import pytest

from tests.acceptance.drafts import LANGUAGES, fury
from tests.acceptance.proofs import without
from tests.acceptance.test_s2_5 import CALM, phrases
from tyyni_desk.care import queries

STEP = queries.step
FRUSTRATING = {"fi": "turhauttavaa", "pl": "frustruje", "en": "frustrating"}


@pytest.mark.parametrize("language", LANGUAGES)
@without("tyyni_desk.care.queries.step", lambda *given, **named: replace(STEP(*given, **named), say=()))
def test_a_furious_customer_is_answered_from_calming_phrases(desk, language):
    found = phrases(desk, fury(language))

    assert len(found) >= 3
    assert any(FRUSTRATING[language] in phrase for phrase in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calm_customer_is_offered_none(desk, language):
    found = phrases(desk, fury(language, text=CALM[language]))

    assert not [phrase for phrase in found if FRUSTRATING[language] in phrase]
