"""W.2: a threat of violence raises an incident at once, with the written instruction, and its evidence is kept.

Page: /incidents; a conversation
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.talks import THREAT, make_talk, write_policy
from tests.desk.makers import make_conversation

RIGHTS = {
    "fi": "Jos rahat eivät tule, teen kuluttajariitalautakuntaan valituksen ja vien asian oikeuteen.",
    "pl": "Jeśli nie oddacie pieniędzy, idę do sądu i zgłoszę to do UOKiK.",
    "en": "If I do not get my money, I will go to court and tell the newspapers.",
}
INSTRUCTION = "Lukitse ovi, soita esihenkilölle."


@pytest.mark.parametrize("language", THREAT)
@without("tyyni_desk.care.safety.actions.consider", lambda message, labels: None)
def test_everybody_is_told_what_to_do_and_the_message_stays_where_it_is(desk, sign_in, language):
    write_policy(on_threats=INSTRUCTION)
    talk = make_talk(THREAT[language])

    assert "Threat of violence: 1" in sign_in("lead").get("/banners").content.decode()
    assert INSTRUCTION in desk.get(f"/conversations/{talk.number}").content.decode()
    desk.post(f"/conversations/{talk.number}/merge", {"into": make_conversation().number})
    assert talk.messages.count() == 1


@pytest.mark.parametrize("language", RIGHTS)
def test_who_means_to_complain_or_sue_threatens_nobody(desk, language):
    talk = make_talk(RIGHTS[language])

    assert not talk.incidents.exists()
    assert "Threat of violence" not in desk.get("/banners").content.decode()
