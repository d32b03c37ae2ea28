"""W.1: what an agent meets is counted for their own eyes and shared out; after a severe one a break or swap is offered.

Page: /me/met; /team-care; /routing
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.talks import ABUSE, CALM, make_talk
from tests.desk.makers import make_colleague, make_conversation
from tyyni_desk.conversations import actions as core
from tyyni_desk.jobs.worker import run_all

SEVERE = {
    "fi": "Tulen sinne ja tapan teidät kaikki.",
    "pl": "Przyjdę tam i was pozabijam.",
    "en": "I will come there and kill you all.",
}


@pytest.mark.parametrize("language", SEVERE)
@without("tyyni_desk.care.exposure.actions.meet", lambda agent, conversation: None)
def test_after_a_severe_message_a_break_is_offered_and_a_lead_is_asked(desk, agent, sign_in, language):
    make_talk(SEVERE[language], assignee=agent)

    assert "What would help now?" in desk.get("/banners").content.decode()
    assert "<dt>1</dt><dd>severe</dd>" in desk.get("/me/met").content.decode()
    assert f"speak with {agent.name}" in sign_in("lead").get("/banners").content.decode()


@pytest.mark.parametrize("language", CALM)
def test_after_a_calm_message_nobody_is_asked_anything(desk, agent, sign_in, language):
    make_talk(CALM[language], assignee=agent)

    assert "What would help now?" not in desk.get("/banners").content.decode()
    assert "After a hard message" not in sign_in("lead").get("/banners").content.decode()


@pytest.mark.parametrize("language", ABUSE)
@without("tyyni_desk.care.fit.colleagues.met_today", lambda agents, *, at: {})
def test_whoever_met_hostility_today_is_spared_the_next(db, language):
    """Even if all they had since was calm, and the other has more open."""
    worn, rested = make_colleague(), make_colleague()
    make_talk(ABUSE[language], assignee=worn)
    given(CALM[language], worn)
    for _talk in range(3):
        given(CALM[language], rested)

    assert given(ABUSE[language]) == rested


@pytest.mark.parametrize("language", CALM)
def test_calm_mail_is_nobodys_to_be_spared(db, language):
    worn, rested = make_colleague(), make_colleague()
    make_talk(ABUSE[language], assignee=worn)
    for _talk in range(3):
        given(CALM[language], rested)

    assert given(CALM[language]) == worn


def given(text, agent=None):
    """Who has a new conversation; the one who took it, or the one whom the desk chose."""
    conversation = make_conversation(text)
    if agent:
        core.assign(conversation, agent, by=agent)
    run_all()
    conversation.refresh_from_db()
    return conversation.assignee
