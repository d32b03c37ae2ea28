"""S0.6: when the heat keeps rising, a pause with a time to go on is proposed; that it goes on is kept in sight.

Page: a conversation; /promises
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.conversations import actions
from tyyni_desk.jobs import worker

CASES = {
    "fi": (
        [
            "Hei, milloin tilaus 10233 saapuu?",
            "Olen pettynyt. Tilaus 10233 on taas myöhässä.",
            "Olen aivan raivoissani! Vitun paska palvelu, neljäs kerta kun kirjoitan, painukaa helvettiin! "
            "Rahat takaisin HETI!",
        ],
        "Ymmärrän, että tämä harmittaa. Mikä osoite teillä on?",
        "tauko",
        "Ehdotan pientä taukoa. Jatketaan huomenna klo 10.",
    ),
    "pl": (
        [
            "Dzień dobry, kiedy przyjdzie zamówienie 10233?",
            "Zaczyna mnie to wkurzać! Nikt nie odpowiada, jestem zła!",
            "Jestem wściekła! Czwarty raz piszę, to jest skandal, oddajcie pieniądze NATYCHMIAST!",
        ],
        "Rozumiem, że to frustrujące. Jaki jest adres dostawy?",
        "przerw",
        "Proponuję krótką przerwę. Odpiszę jutro o 10.",
    ),
    "en": (
        [
            "Hello, when will order 10233 arrive?",
            "I am disappointed. Order 10233 is late again.",
            "FOURTH TIME!!! I am furious, this is outrageous, give me my money back NOW!!!",
        ],
        "I understand how frustrating this is. What is your address?",
        "break",
        "I suggest a short break. I will be back with you tomorrow at 10 am.",
    ),
}


def heated(agent, language, turns):
    said, answer = CASES[language][:2]
    talk = make_conversation(said[0], language=language)
    for text in said[1:turns]:
        actions.reply(talk, by=agent, text=answer, seen=None)
        actions.receive(talk, text=text)
    worker.run_all()
    return talk


def card(desk, talk):
    return desk.get(f"/conversations/{talk.number}/step").content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.queries.step", lambda conversation, **_: None)
def test_a_pause_is_proposed_when_it_grew_hotter_twice(desk, agent, language):
    seen = card(desk, heated(agent, language, 3))

    assert "Take the heat out" in seen
    assert CASES[language][2] in seen.lower()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.listeners.promises.make", lambda message: None)
def test_the_time_to_go_on_is_a_promise_until_it_was_kept(desk, agent, language):
    talk = heated(agent, language, 3)

    desk.post(f"/conversations/{talk.number}/reply", {"text": CASES[language][3]})

    promise = Promise.objects.filter(message__conversation=talk, ended_at=None).first()
    assert promise, "nobody would notice that it was not continued"
    assert promise.words in desk.get("/promises").content.decode()


@pytest.mark.parametrize("language", CASES)
def test_a_talk_that_does_not_heat_up_needs_no_pause(desk, agent, language):
    assert "Take the heat out" not in card(desk, heated(agent, language, 1))
