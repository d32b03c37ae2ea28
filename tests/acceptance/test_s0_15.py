"""S0.15: the team's guides and support lines that fit the customer's message stand beside the conversation.

Page: a conversation; /guides
"""

import pytest

from tests.acceptance.helping import FIRST, NOW, hard_talk
from tests.acceptance.proofs import without
from tests.desk.care.talks import make_talk

GUIDES = {
    "fi": ("Hyvitys: kuka päättää", "Alle 50 euroa päätät itse."),
    "pl": ("Zwrot: kto decyduje", "Do 200 zł decydujesz samodzielnie."),
    "en": ("Money back: who decides", "Up to £50 you decide yourself."),
}
LINK = "https://ohjeet.lumo.example/hyvitys"


@pytest.fixture
def lead(sign_in):
    return sign_in("lead", name="Helena Niemi")


def written(lead, language, **fields):
    """A lead writes the guide for messages that ask for money back."""
    title, text = GUIDES[language]
    given = {"title": title, "text": text, "link": LINK, "requests": ["refund"], "languages": [language], **fields}
    lead.post("/guides/new", given)
    return title


def beside(desk, talk):
    return desk.get(f"/conversations/{talk.number}/step").content.decode()


@pytest.mark.parametrize("language", GUIDES)
@without("tyyni_desk.web.guidance.fitting", lambda conversation: [])
def test_a_guide_that_fits_stands_there_with_its_text_its_link_and_the_reason(desk, agent, lead, language):
    title = written(lead, language)

    seen = beside(desk, hard_talk(language, agent))

    for words in (title, GUIDES[language][1], f'href="{LINK}"', "Shown because: wants the money back"):
        assert words in seen


@pytest.mark.parametrize("language", GUIDES)
@without("tyyni_desk.people.retiring.retire", lambda row, *, by: None)
def test_one_that_a_lead_retires_is_gone(desk, agent, lead, language):
    title = written(lead, language)
    talk = hard_talk(language, agent)
    assert title in beside(desk, talk)

    lead.post("/guides/1/retirement", {"on": "1"})

    assert title not in beside(desk, talk)


@pytest.mark.parametrize("language", GUIDES)
def test_a_message_that_asks_for_something_else_and_another_language_show_none(desk, lead, language):
    title = written(lead, language)
    other = next(code for code in GUIDES if code != language)

    assert title not in beside(desk, make_talk(FIRST[language], language=language))
    assert title not in beside(desk, make_talk(NOW[other], language=other))
