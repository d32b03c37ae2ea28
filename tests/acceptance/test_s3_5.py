"""S3.5: a hand-over tells the customer who goes on and by when, nothing need be repeated; the next has the brief.

Page: /conversations/<number>/help; a conversation
"""

import re

import pytest

from tests.acceptance.helping import NAMES, NOW, hard_talk, sent, top
from tests.acceptance.proofs import without
from tests.desk.care.talks import ABUSE, climb, say, write_policy
from tyyni_desk.care import queries as care
from tyyni_desk.care.ladder.models import Rung
from tyyni_desk.conversations import actions as core

TOLD = {
    "fi": ("Helena", "ei tarvitse kertoa mitään uudelleen", r"viimeistään \d+\.\d+\.\d{4}"),
    "pl": ("Helena", "niczego nie trzeba powtarzać", r"najpóźniej \d+\.\d+\.\d{4}"),
    "en": ("Helena", "you need not repeat anything", r"by \d+ \w+ \d{4}"),
}
GREETED = {"fi": "Korhonen", "pl": "Pani Anno", "en": "Priya"}


@pytest.fixture
def helena(sign_in):
    return sign_in(name="Helena Salo")


def prepared(desk, helena, talk):
    """The sheet is sent; what stands in the composer then."""
    sent(desk, talk, "handover", colleague=f"agent-{helena.agent.pk}")
    draft = talk.drafts.first()
    return draft.text if draft else ""


def answered(desk, talk, text):
    desk.post(f"/conversations/{talk.number}/reply", {"text": text, "seen": talk.messages.last().pk, "sure": text})
    talk.refresh_from_db()


@pytest.mark.parametrize("language", NOW)
@without("tyyni_desk.web.help.sheets.texts.handover", lambda talk, **named: "")
def test_the_customer_is_told_who_goes_on_and_by_when_in_their_language(desk, agent, helena, language):
    talk = hard_talk(language, agent)

    text = prepared(desk, helena, talk)

    name, nothing_again, day = TOLD[language]
    for words in (name, nothing_again, GREETED[language]):
        assert words in text
    assert re.search(day, text)
    assert care.review(talk, text).verdict == "send"


@pytest.mark.parametrize("language", NOW)
@without("tyyni_desk.care.listeners.helping.hand_over", lambda request, message: None)
def test_when_it_is_sent_the_next_one_has_it_and_starts_from_the_brief(desk, agent, helena, language):
    talk = hard_talk(language, agent)
    text = prepared(desk, helena, talk)
    assert talk.assignee == agent

    answered(desk, talk, text)

    assert talk.assignee == helena.agent
    there = top(helena.get(f"/conversations/{talk.number}").content.decode())
    assert "handed this over to Helena Salo" in there
    assert "<details open>" in there
    assert NAMES[language] in there
    core.reply(talk, by=helena.agent, text=NOW[language], seen=None)
    assert not top(helena.get(f"/conversations/{talk.number}").content.decode())


@pytest.mark.parametrize("language", NOW)
@without("tyyni_desk.care.help.actions.ladder.count_handover", lambda *given, **named: None)
def test_after_a_boundary_it_is_the_ladders_step(desk, agent, helena, language):
    write_policy()
    talk = hard_talk(language, agent)
    say(talk, ABUSE[language])
    climb(talk, "boundary", by=agent)

    answered(desk, talk, prepared(desk, helena, talk))

    assert [rung.kind for rung in Rung.objects.all()] == ["boundary", "handover"]


@pytest.mark.parametrize("language", NOW)
def test_an_answer_without_a_hand_over_hands_nothing_over(desk, agent, helena, language):
    talk = hard_talk(language, agent)

    answered(desk, talk, GREETED[language])

    assert talk.assignee == agent
    assert not top(helena.get(f"/conversations/{talk.number}").content.decode())
