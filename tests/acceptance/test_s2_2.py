"""S2.2: facts and insults stand apart: severe abuse is first told calmly, facts kept, the raw text one key away.

Page: a conversation
"""

import re

import pytest

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation
from tyyni_desk.jobs import worker

CASES = {
    "fi": (
        "Saatanan vajakki, mene kotiin itkemään. Tilaus 10233 ei tullut 3.11., rahat 89 € takaisin!",
        "vajakki",
        ("10233", "3.11.", "89 €"),
    ),
    "pl": (
        "Jebana szmato, oby ci dzieci zdechły. Zamówienie 10233 z 3.11. nie doszło, oddajcie 89 zł!",
        "szmato",
        ("10233", "3.11.", "89 zł"),
    ),
    "en": (
        "You are a fat stupid bitch and I hope you die of cancer. Order 10233 of 3 May never came, I want £40 back!",
        "bitch",
        ("10233", "3 May", "£40"),
    ),
}
ANGRY = {
    "fi": "Olen raivoissani! Tilaus 10233 ei tullut.",
    "pl": "Jestem wściekła! Zamówienie 10233 nie doszło.",
    "en": "I am furious! Order 10233 never came.",
}


def shown(desk, text):
    conversation = make_conversation(text)
    worker.run_all()
    page = desk.get(f"/conversations/{conversation.number}").content.decode()
    return page[page.index('class="turns"') :]


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.web.tags.calm_words", lambda reading: "")
def test_the_facts_come_first_and_the_insult_is_one_key_away(desk, language):
    text, insult, facts = CASES[language]

    seen = shown(desk, text)

    assert "without the insults" in seen
    calm, _, raw = seen[seen.index("without the insults") :].partition('<details class="raw">')
    assert insult not in calm.partition("</div>")[0]
    assert all(fact in calm for fact in facts)
    assert insult in re.sub("</?mark[^>]*>", "", raw)
    assert "<kbd>u</kbd>" in raw


@pytest.mark.parametrize("language", ANGRY)
def test_anger_without_insults_is_read_as_it_was_written(desk, language):
    assert "without the insults" not in shown(desk, ANGRY[language])
