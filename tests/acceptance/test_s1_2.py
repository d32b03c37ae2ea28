"""S1.2: no solution is offered before the problem is understood and acknowledged.

Page: a conversation
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation
from tyyni_desk.conversations import actions
from tyyni_desk.jobs import worker

CASES = {
    "fi": (
        "Kolmas kerta kun kirjoitan! Keitin hajosi taas, tilaus 10233. Haluan rahat takaisin!",
        "Ymmärrän, että tämä on turhauttavaa, kun keitin hajosi taas. Olen pahoillani, että se hajosi.",
        "Missä tilaukseni 10233 on?",
    ),
    "pl": (
        "Trzeci raz piszę! Ekspres znowu się zepsuł, zamówienie 10233. Chcę zwrotu pieniędzy!",
        "Rozumiem, że to frustrujące, gdy ekspres znowu się zepsuł. Przepraszam, że się zepsuł.",
        "Gdzie jest zamówienie 10233?",
    ),
    "en": (
        "Third time I write! The kettle broke again, order 10233. I want my money back!",
        "I understand how frustrating it is that the kettle broke again. I am sorry that it broke.",
        "Where is order 10233?",
    ),
}
AND_NOW = {"fi": "Milloin saan rahat?", "pl": "Kiedy dostanę zwrot?", "en": "When do I get my refund?"}


def card(desk, conversation):
    worker.run_all()
    return desk.get(f"/conversations/{conversation.number}/step").content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.queries.step", lambda conversation, **_: None)
def test_who_is_upset_is_acknowledged_before_anything_is_solved(desk, agent, language):
    talk = make_conversation(CASES[language][0], language=language)

    first = card(desk, talk)
    assert ">Acknowledge</p>" in first
    assert ">Solve</p>" not in first

    actions.reply(talk, by=agent, text=CASES[language][1], seen=None)
    actions.receive(talk, text=AND_NOW[language])
    after = card(desk, talk)
    assert ">Acknowledge</p>" not in after
    assert "Done already" in after


@pytest.mark.parametrize("language", CASES)
def test_a_calm_question_is_answered_at_once(desk, language):
    seen = card(desk, make_conversation(CASES[language][2], language=language))

    assert ">Acknowledge</p>" not in seen
    assert ">Solve</p>" in seen
