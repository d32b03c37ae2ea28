"""S0.14: the brief writes itself: who, what happened, what was tried and promised, the mood, what is asked; editable.

Page: /conversations/<number>/help
"""

import pytest
from django.utils.translation import gettext, override

from tests.acceptance.helping import FIRST, LIMIT, NAMES, NOW, PROMISED, hard_talk, sent, sheet, top
from tests.acceptance.proofs import without
from tests.desk.care.talks import ABUSE, make_talk
from tests.desk.makers import make_agent
from tyyni_desk.care.help.briefs import Said

PARTS = ("What happened", "What we tried", "Promised", "Boundaries", "Mood", "What they ask")
INSULTS = {"fi": "idiootit", "pl": "kretyny", "en": "cunts"}
TOTAL = {"fi": "89,00\xa0€", "pl": "89,00\xa0€", "en": "€89.00"}
HARM = {
    "fi": "En jaksa enää elää. Olen syöpäpotilas ja teen itselleni jotain, jos en saa rahojani.",
    "pl": "Nie chcę już żyć. Mam raka i zrobię sobie krzywdę, jeśli nie dostanę pieniędzy.",
    "en": "I want to kill myself. I have cancer and nobody gives me my money back.",
}


def brief(desk, talk):
    return sheet(desk, talk).context["form"].initial["brief"]


@pytest.mark.parametrize("language", NOW)
@without("tyyni_desk.web.help.sheets.brief_text", lambda *given, **named: "")
def test_everything_a_colleague_must_know_stands_in_it_in_their_language(desk, agent, language):
    make_agent(interface=language)

    written = brief(desk, hard_talk(language, agent))

    for fact in (NAMES[language], "10233", TOTAL[language], FIRST[language], NOW[language], PROMISED[language], LIMIT):
        assert fact in written
    with override(language):
        for part in PARTS:
            assert gettext(part) in written
        assert gettext("wants the money back") in written


@pytest.mark.parametrize("language", NOW)
@without("tyyni_desk.care.help.actions.actions.note", lambda talk, **named: talk.messages.first())
def test_it_goes_as_its_author_left_it_and_is_a_note_that_customers_never_see(desk, agent, language):
    talk = hard_talk(language, agent)

    page = sent(desk, talk, whom="free", brief="In my own words")

    assert "In my own words" in top(page)
    note = talk.messages.get(kind="note")
    assert note.text == "In my own words"
    assert not hasattr(note, "delivery")


@pytest.mark.parametrize("language", ABUSE)
@without("tyyni_desk.care.help.briefs._said", lambda message: Said(message.created_at, message.text))
def test_abuse_is_told_without_the_insults(desk, language):
    talk = make_talk(ABUSE[language], language=language)

    written = brief(desk, talk)

    assert INSULTS[language] in ABUSE[language]
    assert INSULTS[language] not in written
    assert "rude" in written or "abusive" in written


@pytest.mark.parametrize("language", HARM)
def test_what_a_person_may_do_to_themselves_is_not_repeated(desk, language):
    written = brief(desk, make_talk(HARM[language], language=language))

    assert HARM[language] not in written
    assert "Read this message itself first." in written
    assert "in a hard place" not in written
