"""S0.2: the story so far from the customer's side: contacts in every channel, days waited, promises broken.

Page: a conversation
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.conversations import actions

CASES = {
    "fi": ("Missä tilaus 10233 on?", "Selvitän asian tänään.", "tänään"),
    "pl": ("Gdzie jest zamówienie 10233?", "Sprawdzę to dzisiaj.", "dzisiaj"),
    "en": ("Where is order 10233?", "I will find out today.", "today"),
}


def waited(desk, agent, language):
    """A call nine days ago and two mails, a promise that was not kept; the step card's page."""
    asked, answered, words = CASES[language]
    customer, now = make_customer(), timezone.now()
    make_conversation(asked, customer=customer, channel="phone_note", at=now - timedelta(days=9), language=language)
    talk = make_conversation(asked, customer=customer, at=now - timedelta(days=6), language=language)
    answer = actions.reply(talk, by=agent, text=answered, seen=None)
    Promise.objects.filter(message=answer).delete()
    Promise.objects.create(message=answer, words=words, due_at=now, state=Promise.State.BROKEN)
    actions.receive(talk, text=asked)
    return desk.get(f"/conversations/{talk.number}/step").content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.web.guidance.story_of", lambda conversation: None)
def test_contacts_days_waited_and_broken_promises_are_told(desk, agent, language):
    seen = waited(desk, agent, language)

    for words in (
        "3 messages since",
        "phone 1",
        "email 2",
        "told it in 2 conversations",
        "the longest wait was 9 days",
        "1 promise to them was broken",
    ):
        assert words in seen


@pytest.mark.parametrize("language", CASES)
def test_a_first_message_of_today_has_no_story(desk, language):
    talk = make_conversation(CASES[language][0], language=language)

    assert "From their side" not in desk.get(f"/conversations/{talk.number}/step").content.decode()
