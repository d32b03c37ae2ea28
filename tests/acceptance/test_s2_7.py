"""S2.7: a harsh draft rests before it can go, is then seen afresh, and every send can be called back.

Page: a conversation; /conversations/<number>/hold; /held-drafts
"""

import pytest
from django.utils import timezone

from tests.acceptance.drafts import FURY, GOOD, LANGUAGES, fury
from tests.acceptance.proofs import without
from tests.acceptance.test_s1_1 import RUDE, send
from tyyni_desk.care.holds.models import Hold


@pytest.mark.parametrize("language", LANGUAGES)
@without("tyyni_desk.care.holds.actions._rest", lambda *given: None)
def test_a_harsh_draft_rests_and_is_then_seen_beside_the_message(desk, language):
    conversation = fury(language)

    resting = send(desk, conversation, RUDE[language]).content.decode()
    assert "this draft rests until" in resting
    assert "Send anyway" not in resting
    Hold.objects.update(until=timezone.now())
    afresh = desk.get(f"/conversations/{conversation.number}/hold").content.decode()
    assert "Send anyway" in afresh
    for words in (RUDE[language], FURY[language].split("!")[0]):
        assert words in afresh


@pytest.mark.parametrize("language", LANGUAGES)
@without("tyyni_desk.care.holds.queries.for_leads", Hold.objects.none)
def test_a_lead_whom_its_author_asks_can_let_it_go(desk, sign_in, language):
    conversation, lead = fury(language), sign_in("lead")
    send(desk, conversation, RUDE[language])

    desk.post(f"/conversations/{conversation.number}/hold/lead")
    assert RUDE[language] in lead.get("/held-drafts").content.decode()
    lead.post(f"/held-drafts/{Hold.objects.get().pk}/answer", {"releases": "1"})
    desk.post(f"/conversations/{conversation.number}/reply", {"text": RUDE[language], "why": "Read together."})
    assert conversation.messages.filter(kind="agent").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_answer_rests_no_second_and_can_be_called_back(desk, language):
    conversation = fury(language)

    send(desk, conversation, GOOD[language])

    sent = conversation.messages.get(kind="agent")
    desk.delete(f"/messages/{sent.pk}/sending")
    assert conversation.drafts.get().text == GOOD[language]
