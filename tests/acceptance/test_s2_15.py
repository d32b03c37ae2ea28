"""S2.15: phrases that make the customer feel wrong are found with a replacement, and the team adds phrases of its own.

Page: a conversation, under the composer; /avoided-phrases
"""

import pytest

from tests.acceptance.drafts import LANGUAGES, REVIEW, blind, fury, mended, reviewed
from tests.acceptance.proofs import without

# What the packs find by themselves.
ABOVE = {
    "fi": "Kuten varmasti ymmärrätte, rahat eivät näy heti.",
    "pl": "Jak zapewne Pani rozumie, pieniądze nie pojawią się od razu.",
    "en": "Let me be clear: the money does not show at once.",
}
# The team's: its words, what it writes instead, a draft with another form of them, and one without.
OWN = {
    "fi": (
        "itse asiassa",
        "katsoin asiaa, ja",
        "Itse asiassa rahat lähtivät eilen.",
        "Asiassa on edetty: rahat lähtivät.",
    ),
    "pl": (
        "dla Pana informacji",
        "mogę dodać, że",
        "Dla Pani informacji pieniądze wyszły.",
        "Dla Pani pieniądze wyszły.",
    ),
    "en": ("actually", "", "Actually, the money left yesterday.", "The actual sum is 89 pounds."),
}


def add(lead, language, words, instead):
    given = {"language": language, "words": words, "instead": instead}
    return lead.post("/avoided-phrases", given)


@pytest.mark.parametrize("language", LANGUAGES)
@without(REVIEW, blind("F_CONDESC", "F_DOUBT", "F_AGGR"))
def test_a_phrase_from_above_is_found_with_another_wording(desk, language):
    seen = reviewed(desk, fury(language), ABOVE[language])

    assert "F_CONDESC" in seen.codes
    assert seen.fixes["F_CONDESC"]


@pytest.mark.parametrize("language", LANGUAGES)
@without("tyyni_desk.care.queries.by_language", dict)
def test_what_a_lead_adds_is_found_in_any_form_with_what_to_write_instead(desk, sign_in, language):
    words, instead, draft, _ = OWN[language]
    lead = sign_in("lead")

    assert add(lead, language, words, instead).status_code == 302
    assert words.lower() in lead.get("/avoided-phrases").content.decode()
    seen = reviewed(desk, fury(language), draft)

    assert "H_HOUSE" in seen.codes
    assert mended(draft, seen, "H_HOUSE").lower().startswith(instead.lower())
    assert words.split()[0].lower() not in mended(draft, seen, "H_HOUSE").lower().split()[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_words_another_language_and_what_was_taken_off_are_left_alone(desk, sign_in, language):
    words, instead, draft, other = OWN[language]
    lead, conversation = sign_in("lead"), fury(language)
    add(lead, "en" if language != "en" else "fi", words, instead)
    assert "H_HOUSE" not in reviewed(desk, conversation, draft).codes

    add(lead, language, words, instead)
    assert "H_HOUSE" not in reviewed(desk, conversation, other).codes

    for phrase in lead.get("/avoided-phrases").context["phrases"]:
        lead.post(f"/avoided-phrases/{phrase.pk}/removal")
    assert "H_HOUSE" not in reviewed(desk, conversation, draft).codes


def test_an_agent_reads_what_the_review_says_and_changes_no_list(desk):
    assert add(desk, "en", "actually", "").status_code == 403
