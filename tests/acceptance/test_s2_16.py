"""S2.16: remedies hold workarounds and steps of self-service: what the customer can do at once.

Page: a conversation; /remedies
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.remedies import read_all
from tests.desk.makers import make_conversation
from tyyni_desk.care.remedies.models import Remedy

ASKS = {
    "fi": "Missä pakettini on? Tilasin kaksi viikkoa sitten.",
    "pl": "Gdzie jest moja paczka? Zamówiłem dwa tygodnie temu.",
    "en": "Where is my parcel? I ordered two weeks ago.",
}
ELSE = {
    "fi": "Haluan kaikki tietoni, jotka teillä on minusta.",
    "pl": "Proszę o kopię moich danych osobowych.",
    "en": "Please send me all the data you hold about me.",
}
FORM = {
    "kind": "self_help",
    "requests": ["delivery_status"],
    "name_fi": "Paketin seuranta",
    "sentence_fi": "[Voitte|Voit] seurata pakettia heti:",
    "steps_fi": "Avaa seurantalinkki\nVaihda noutopiste",
    "name_pl": "Śledzenie paczki",
    "sentence_pl": "[Może Pan|Może Pani|Mogą Państwo|Możesz] od razu śledzić paczkę:",
    "steps_pl": "Otworzyć link do śledzenia\nZmienić punkt odbioru",
    "name_en": "Track the parcel",
    "sentence_en": "You can follow the parcel at once:",
    "steps_en": "Open the tracking link\nChange the pick-up point",
}
STEPS = {
    "fi": ("Voitte seurata pakettia heti:", "1. Avaa seurantalinkki", "2. Vaihda noutopiste"),
    "pl": ("śledzić paczkę:", "1. Otworzyć link do śledzenia", "2. Zmienić punkt odbioru"),
    "en": ("You can follow the parcel at once:", "1. Open the tracking link", "2. Change the pick-up point"),
}


def beside(desk, language, text):
    conversation = read_all(make_conversation(text[language], language=language))
    return desk.get(f"/conversations/{conversation.number}/remedies").content.decode()


@pytest.fixture
def written(sign_in):
    """A lead has written a workaround in the catalogue."""
    answer = sign_in("lead").post("/remedies/new", FORM)
    assert answer.status_code == 302
    return Remedy.objects.get()


@pytest.mark.parametrize("language", ASKS)
@without("tyyni_desk.care.remedies.wording.Speech.steps", lambda *given, **named: "")
def test_the_steps_stand_ready_in_the_customers_language(desk, written, language):
    seen = beside(desk, language, ASKS)

    assert "What they can do at once" in seen
    for words in STEPS[language]:
        assert words in seen


@pytest.mark.parametrize("language", ELSE)
def test_another_request_brings_no_steps(desk, written, language):
    assert "What they can do at once" not in beside(desk, language, ELSE)


def test_a_retired_one_is_offered_no_longer_and_comes_back(desk, sign_in, written):
    lead = sign_in("lead")

    lead.post(f"/remedies/{written.pk}/retirement", {"on": "1"})
    assert "What they can do at once" not in beside(desk, "fi", ASKS)
    assert "Track the parcel" in lead.get("/remedies?retired=1").content.decode()
    lead.post(f"/remedies/{written.pk}/retirement", {"on": "0"})

    assert "What they can do at once" in beside(desk, "fi", ASKS)
