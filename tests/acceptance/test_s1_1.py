"""S1.1: every answer is reviewed before it goes, also one that comes past the page.

Page: a conversation; POST /conversations/<number>/reply
"""

import pytest

from tests.acceptance.drafts import GOOD, LANGUAGES, REVIEW, blind, fury, reviewed
from tests.acceptance.proofs import without
from tyyni_desk.care.holds.models import Hold

RUDE = {"fi": "Olet idiootti. Turpa kiinni.", "pl": "Jest Pani bezczelna.", "en": "You are an idiot. Shut up."}


def send(desk, conversation, text):
    return desk.post(f"/conversations/{conversation.number}/reply", {"text": text})


@pytest.mark.parametrize("language", LANGUAGES)
@without("tyyni_desk.care.holds.queries.harm", lambda *given: None)
def test_a_rude_answer_sent_without_looking_at_the_review_is_stopped(desk, language):
    conversation = fury(language)

    send(desk, conversation, RUDE[language])

    assert not conversation.messages.filter(kind="agent").exists()
    assert "F_AGGR" in Hold.objects.get().codes


@pytest.mark.parametrize("language", LANGUAGES)
@without(REVIEW, blind("F_AGGR", "F_NO_ACK", "F_NO_NEXT"))
def test_the_review_says_so_already_while_it_is_typed(desk, language):
    assert "F_AGGR" in reviewed(desk, fury(language), RUDE[language]).codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_professional_answer_passes_without_a_word(desk, language):
    conversation = fury(language)

    assert "verdict-send" in reviewed(desk, conversation, GOOD[language]).page
    send(desk, conversation, GOOD[language])
    assert conversation.messages.filter(kind="agent").exists()
