"""S0.18: a draft that gives way on a boundary that was set is pointed out as it is typed.

Page: a conversation
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation

GIVES = {
    "fi": ("Ei hyvityksiä tästä tilauksesta.", "Ymmärrän. Poikkeuksellisesti palautamme teille rahat."),
    "pl": ("Bez zwrotu za to zamówienie.", "Rozumiem. Wyjątkowo zwrócimy pieniądze."),
    "en": ("No refund for this order.", "I understand. As an exception we will refund you."),
}
FIRM = {
    "fi": "Ymmärrän, että tämä harmittaa. Emme palauta rahoja tästä tilauksesta.",
    "pl": "Rozumiem, że to przykre. Nie zwrócimy pieniędzy za to zamówienie.",
    "en": "I understand that this is annoying. We will not refund this order.",
}


def reviewed(desk, language, text):
    conversation = make_conversation(language=language)
    boundary = {"says": GIVES[language][0], "why": "x", "limits": ["refund"]}
    desk.post(f"/customers/{conversation.customer_id}/boundaries", boundary)
    return desk.post(f"/conversations/{conversation.number}/review", {"text": text}).content.decode()


@pytest.mark.parametrize("language", GIVES)
@without("tyyni_desk.web.guidance.yieldings", lambda conversation, text: [])
def test_giving_in_is_pointed_out_with_the_boundary(desk, language):
    limit, text = GIVES[language]

    assert f"gives way on a limit that was set: {limit}" in reviewed(desk, language, text)


@pytest.mark.parametrize("language", FIRM)
def test_understanding_that_stays_firm_is_left_alone(desk, language):
    assert "gives way" not in reviewed(desk, language, FIRM[language])
