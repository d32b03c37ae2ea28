"""S0.13: help in one key: whoever is asked is told at once, whoever comes is seen, and asking is counted nowhere.

Page: /conversations/<number>/help; /help
"""

import pytest

from tests.acceptance.helping import hard_talk, sent, top
from tests.acceptance.proofs import without
from tyyni_desk.care.help.models import HelpRequest

CASES = {"fi": "Saanko hyvittää puolet?", "pl": "Czy mogę zwrócić połowę?", "en": "May I give back one half?"}


@pytest.fixture
def helena(sign_in):
    return sign_in("lead", name="Helena Niemi")


@pytest.mark.parametrize("language", CASES)
def test_one_key_stands_on_the_page_in_the_list_of_keys_and_in_the_palette(desk, agent, language):
    talk = hard_talk(language, agent)

    page = desk.get(f"/conversations/{talk.number}").content.decode()

    where = f"/conversations/{talk.number}/help"
    assert f'data-key="h" title="h" href="{where}"' in page
    assert "<kbd>h</kbd>" in page
    assert f'<li><a href="{where}">' in page


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.web.care.banners._help", lambda *given, **named: [])
def test_whoever_is_asked_is_told_on_every_page(desk, agent, helena, language):
    sent(desk, hard_talk(language, agent), whom="free", question=CASES[language])

    assert CASES[language] in helena.get("/banners").content.decode()
    assert CASES[language] in helena.get("/help").content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.help.actions.come", lambda *given, **named: None)
def test_who_asked_sees_who_comes(desk, agent, helena, language):
    talk = hard_talk(language, agent)
    sent(desk, talk, whom="free", question=CASES[language])

    helena.post(f"/help/{HelpRequest.objects.get().pk}/answer")

    assert "Helena Niemi came" in top(desk.get(f"/conversations/{talk.number}").content.decode())


@pytest.mark.parametrize("language", CASES)
def test_who_was_not_asked_and_who_asked_hear_nothing_of_it(desk, agent, helena, sign_in, language):
    marek = sign_in(name="Marek Wrona")
    sent(desk, hard_talk(language, agent), whom=f"agent-{helena.agent.pk}", question=CASES[language])

    assert CASES[language] not in marek.get("/banners").content.decode()
    assert CASES[language] not in desk.get("/banners").content.decode()
