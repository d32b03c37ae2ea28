"""S1.5: an answer that promises too much, without a condition or too far ahead, is asked about before it leaves.

Page: a conversation's composer; /promise-limit
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation

HX = {"HX-Request": "true"}
CASES = {
    "fi": (
        "Takaan, että tätä ei tapahdu enää koskaan.",
        "Palautamme 89 euroa 14.12.2099 mennessä.",
        "Palaamme asiaan huomenna.",
    ),
    "pl": ("Gwarantuję, że to się już nigdy nie powtórzy.", "Zwrócimy 89 zł do 14.12.2099.", "Odezwiemy się jutro."),
    "en": (
        "I guarantee this will never happen again.",
        "We will refund you 89 euros by 14 December 2099.",
        "We will write to you tomorrow.",
    ),
}
ASKED = "Not sent yet. Can you be sure of this?"


def send(desk, conversation, text, **more):
    answer = desk.post(f"/conversations/{conversation.number}/reply", {"text": text, **more}, headers=HX)
    return answer.content.decode()


def is_sent(conversation):
    return conversation.messages.filter(kind="agent").exists()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.web.compose.doubts", lambda *_: [])
def test_what_nobody_can_be_sure_of_is_asked_about_once_and_the_words_are_kept(desk, agent, language):
    conversation = make_conversation("Hei", language=language)
    text = CASES[language][0]

    seen = send(desk, conversation, text)

    assert ASKED in seen
    assert not is_sent(conversation)
    assert conversation.drafts.get(agent=agent).text == text
    send(desk, conversation, text, sure=seen.split('id="sure" value="')[1].split('"')[0])
    assert is_sent(conversation)


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.promises.doubts.most_days", lambda: None)
def test_what_is_further_ahead_than_a_lead_allows_is_asked_about(desk, sign_in, language):
    sign_in("lead").post("/promise-limit", {"most_days": "30"})
    conversation = make_conversation("Hei", language=language)

    seen = send(desk, conversation, CASES[language][1])

    assert "further ahead than the company promises." in seen
    assert not is_sent(conversation)


@pytest.mark.parametrize("language", CASES)
def test_a_modest_promise_leaves_at_once(desk, sign_in, language):
    sign_in("lead").post("/promise-limit", {"most_days": "30"})
    conversation = make_conversation("Hei", language=language)

    assert ASKED not in send(desk, conversation, CASES[language][2])
    assert is_sent(conversation)
