"""W.1: what an agent meets is counted for their own eyes; after a severe message a break or a swap is offered.

Page: /me/met; /team-care
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.talks import CALM, make_talk

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
