"""A draft that gives way on a boundary, or grants what the company does not do, is pointed out; a kind no is not."""

import pytest

from tests.desk.care.talks import CALM, make_talk
from tyyni_desk.care.boundaries import actions
from tyyni_desk.care.boundaries.yielding import yieldings

GIVES = {
    "fi": ["Poikkeuksellisesti vastaan jo tänään.", "Palautamme teille rahat.", "Soitan huomenna."],
    "pl": ["Wyjątkowo odpowiem dziś.", "Zwrócimy pieniądze.", "Zadzwonię jutro."],
    "en": ["As an exception I will look today.", "We will refund you in full.", "I'll call you tomorrow."],
}
KEEPS = {
    "fi": ["Emme palauta rahoja tästä tilauksesta.", "En soita, vastaan sähköpostilla.", "Ymmärrän harmin."],
    "pl": ["Nie zwrócimy pieniędzy.", "Nie zadzwonię, odpowiem mailem.", "Rozumiem złość."],
    "en": ["We cannot refund this order.", "I won't call, I answer by mail.", "I understand your anger."],
}
SCOPE = {
    "fi": ("asennus, putkityö", "Voimme tehdä asennuksen."),
    "pl": ("montaż", "Możemy zrobić montaż."),
    "en": ("installation", "We can do the installation."),
}
NO_SCOPE = {"fi": "Asennus ei kuulu palveluumme.", "pl": "Nie wykonujemy montażu.", "en": "We do not do installation."}


@pytest.fixture
def limited(agent):
    def talk(language):
        found = make_talk(CALM[language])
        found.language = language
        actions.set_boundary(found.customer, says="Vain kirjallisesti", why="x", by=agent, limits=["refund", "call"])
        return found

    return talk


@pytest.mark.parametrize("language", GIVES)
def test_each_way_of_giving_in_is_pointed_out_with_the_boundary(limited, language):
    talk = limited(language)

    for text in GIVES[language]:
        assert [one.limit for one in yieldings(talk, text)] == ["Vain kirjallisesti"], text
    assert not [text for text in KEEPS[language] if yieldings(talk, text)]


@pytest.mark.parametrize("language", SCOPE)
def test_a_promise_of_what_the_company_does_not_do_is_pointed_out(db, language):
    excluded, promise = SCOPE[language]
    actions.write_policy(by=None, excluded={language: excluded})
    talk = make_talk(CALM[language])
    talk.language = language

    assert yieldings(talk, promise)
    assert not yieldings(talk, NO_SCOPE[language])


def test_the_composer_says_it(desk, agent):
    talk = make_talk(CALM["en"], language="en")
    actions.set_boundary(talk.customer, says="By mail only", why="x", by=agent, limits=["call"])

    shown = desk.post(f"/conversations/{talk.number}/review", {"text": "I'll call you tomorrow."}).content.decode()

    assert "gives way on a limit that was set: By mail only" in shown


@pytest.mark.parametrize("language", GIVES)
def test_without_a_boundary_nothing_is_given_up(db, language):
    talk = make_talk(CALM[language])

    assert not [text for text in GIVES[language] if yieldings(talk, text)]
