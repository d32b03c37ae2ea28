"""S2.8: the customer's name is counted as it is typed: never, once, too often.

Page: a conversation, under the composer
"""

import pytest

from tests.acceptance.drafts import GOOD, LANGUAGES, NAMES, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without

FIRST = {language: name.split()[0] for language, name in NAMES.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@without("tyyni_desk.web.words.manner", lambda found: iter(()))
def test_the_line_below_says_whether_the_name_stands_there(desk, language):
    conversation, name = fury(language), FIRST[language]

    assert "Name: not yet." in reviewed(desk, conversation, "Hei!").page
    assert "Name: once." in reviewed(desk, conversation, f"Hei {name}!").page
    assert "Name: 2 times." in reviewed(desk, conversation, f"{name}, {name}!").page


@pytest.mark.parametrize("language", LANGUAGES)
@without(REVIEW, blind("F_NAME_OVERUSE"))
def test_a_name_at_every_turn_is_a_fault(desk, language):
    name = FIRST[language]

    assert "F_NAME_OVERUSE" in reviewed(desk, fury(language), f"{name}! {GOOD[language]} {name}. {name}!").codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_used_once_is_left_alone(desk, language):
    assert not reviewed(desk, fury(language), GOOD[language]).codes & {"F_NAME_OVERUSE", "H_NAME_MISSING"}


def test_where_no_name_is_known_none_is_asked_for(desk):
    assert "Name:" not in reviewed(desk, fury("en", name=" "), GOOD["en"]).page
