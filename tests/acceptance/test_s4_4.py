"""S4.4: bare refusals and condescension are found; the temperature stands at every turn.

Page: a conversation
"""

import pytest

from tests.acceptance.drafts import GOOD, LANGUAGES, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without

ABOVE = {
    "fi": "Kuten varmasti ymmärrätte, tämä on ehdoissa. Emme voi tehdä asialle mitään.",
    "pl": "Jak Pani na pewno rozumie, nic nie możemy zrobić.",
    "en": "As you surely understand, there is nothing we can do.",
}
FAULTS = ("F_CANT", "F_CONDESC")


@pytest.mark.parametrize("language", LANGUAGES)
@without(REVIEW, blind(*FAULTS))
def test_a_refusal_from_above_is_found_with_what_is_possible(desk, language):
    seen = reviewed(desk, fury(language), ABOVE[language])

    assert set(FAULTS) <= seen.codes
    assert seen.fixes["F_CANT"]


@pytest.mark.parametrize("language", LANGUAGES)
@without("tyyni_desk.care.actions.temperatures", lambda heats, **named: [0 for _ in heats])
def test_the_conversation_is_as_warm_as_its_last_turns(desk, language):
    conversation = fury(language)

    assert conversation.temperature >= 40
    assert [turn.reading.temperature for turn in conversation.messages.all()] == [conversation.temperature]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_that_names_what_will_be_done_is_left_alone(desk, language):
    assert not reviewed(desk, fury(language), GOOD[language]).codes & set(FAULTS)
