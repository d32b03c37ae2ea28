"""S0.4: a harsh message says whom its anger is about: the product, the waiting or the company, when its text shows it.

Page: a conversation's reading strip
"""

import re

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.talks import make_talk

NOT_YOU = {
    "product": "The anger is about the product, not about you.",
    "delay": "The anger is about the waiting, not about you.",
    "company": "The anger is about the company, not about you.",
}
HARSH = {
    ("fi", "product"): ("Vittu mitä paskaa! Uusi keitin hajosi taas, olen raivoissani!", "hajosi"),
    ("fi", "delay"): (
        "Olen raivoissani! Tilaus ei ole vieläkään tullut, te idiootit!",
        "Tilaus ei ole vieläkään tullut",
    ),
    ("fi", "company"): ("Olette veloittaneet kortiltani kahdesti, hemmetin huijarit! Rahat heti!", "kahdesti"),
    ("pl", "product"): ("Jestem wściekła! Nowy ekspres znowu się zepsuł, co za szajs!", "zepsuł"),
    ("pl", "delay"): ("Jestem wściekły! Paczka nadal nie dotarła, banda idiotów!", "nie dotarła"),
    ("pl", "company"): ("Złodzieje! Pobraliście pieniądze dwa razy, jestem wściekły!", "dwa razy"),
    ("en", "product"): ("I am furious! The kettle stopped working again, what utter rubbish!", "stopped working"),
    ("en", "delay"): ("I am livid! My parcel still has not arrived, you useless idiots!", "not arrived"),
    ("en", "company"): ("You charged me twice, you bloody thieves! I am furious!", "charged me twice"),
}
# Harsh without a matter, at a person, a danger; and calm with a matter.
SILENT = {
    "fi": (
        "Olette kaikki säälittäviä idiootteja.",
        "Sinä Aino olet tyhmä lehmä.",
        "Keitin hajosi. Tulen sinne ja tapan teidät kaikki.",
        "Hei, keitin hajosi eilen. Miten saan sen korjattua?",
    ),
    "pl": (
        "Jesteście żałosnymi idiotami.",
        "Ty głupia krowo.",
        "Ekspres się zepsuł. Przyjdę tam i was pozabijam.",
        "Dzień dobry, ekspres się zepsuł. Jak mogę go naprawić?",
    ),
    "en": (
        "You are all pathetic idiots.",
        "You Aino are a stupid cow.",
        "The kettle broke. I will come there and kill you all.",
        "Hello, the kettle stopped working yesterday. How can I have it repaired?",
    ),
}


def shown(desk, text, language):
    return desk.get(f"/conversations/{make_talk(text, language=language).number}").content.decode()


@pytest.mark.parametrize(("language", "about"), HARSH)
@without("tyyni_desk.web.reading.drawn.cause_of", lambda *given: None)
def test_whom_the_anger_is_about_stands_at_the_message_with_the_words_that_show_it(desk, language, about):
    text, words = HARSH[language, about]

    seen = shown(desk, text, language)

    assert NOT_YOU[about] in seen
    marks = re.findall(r'<mark data-signal="([^"]*)">([^<]*)', seen)
    lit = "".join(part for names, part in marks if "cause" in names.split())
    assert words.replace(" ", "") in lit.replace(" ", "")


@pytest.mark.parametrize(("language", "at"), [(language, at) for language in SILENT for at in range(4)])
def test_nothing_is_said_where_the_text_does_not_show_it_or_somebody_is_in_danger(desk, language, at):
    assert "not about you" not in shown(desk, SILENT[language][at], language)
