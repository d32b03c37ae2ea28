"""S2.3: a paraphrase and the questions that are missing, in the customer's language (typing in chat: open).

Page: a conversation
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation
from tyyni.drafting.request import Request
from tyyni_desk.jobs import worker

CASES = {
    "fi": ("Hei, teiltä ostamani keitin hajosi. Voisitteko palauttaa rahat?", "mennyt rikki", "tilausnumero"),
    "pl": (
        "Dzień dobry, ekspres kupiony u Państwa się zepsuł. Proszę o zwrot pieniędzy.",
        "przestał działać",
        "numer zamówienia",
    ),
    "en": ("Hello, the kettle I bought from you broke and I want a refund.", "refund", "order number"),
}
THANKS = {"fi": "Kiitos, kaikki toimii!", "pl": "Dziękuję, wszystko działa!", "en": "Thank you, all is well!"}


def card(desk, text, language):
    conversation = make_conversation(text, language=language)
    worker.run_all()
    return desk.get(f"/conversations/{conversation.number}/step").content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.request.request_in", lambda *_, **__: Request("", ()))
def test_the_matter_in_our_words_and_what_is_missing_can_be_inserted(desk, language):
    text, matter, question = CASES[language]

    seen = card(desk, text, language)

    assert "In our words" in seen
    assert matter in seen[seen.index("In our words") :]
    asked = seen.partition("Still missing")[2]
    assert question in asked.lower()
    assert "data-insert" in asked


@pytest.mark.parametrize("language", THANKS)
def test_thanks_are_asked_nothing(desk, language):
    assert "Still missing" not in card(desk, THANKS[language], language)
