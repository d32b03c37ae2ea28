"""Hints that count: long sentences, hard words, and more than an angry customer or a passer-by reads."""

import pytest

from tests.makers import make_draft, make_reading
from tyyni.lexicon.rules import LANGUAGES
from tyyni.reading.result import Style
from tyyni.review.hints import Case, hints

WORDS = {"fi": "auto", "pl": "auto", "en": "van"}
LONGEST_SENTENCE = {"fi": 30, "pl": 34, "en": 38}
LONGEST_TO_HEATED = 120
LONGEST_IN_PUBLIC = 60
IN_A_SENTENCE = 10
HARD = {
    "fi": "Palautusten käsittelyssä noudatamme yksityiskohtaista selvittämismenettelyä, jonka toteuttamisesta "
    "vastaavat asiakaspalvelupäällikkömme. Reklamaatiokäsittelyn valmistumisesta ilmoitamme sähköpostiosoitteeseenne. "
    "Tarkastuksen viivästyminen johtuu poikkeuksellisesta ruuhkautumisesta. Hyvityspäätöksen perusteluista vastaa "
    "valitusasioiden käsittelijä, jonka yhteystietojen toimittamisesta huolehtii asiakaspalvelumme.",
    "pl": "Informujemy, że rozpatrywanie reklamacji następuje po przeprowadzeniu szczegółowej weryfikacji dokumentacji."
    " Realizacja zobowiązania wymaga uwzględnienia okoliczności uniemożliwiających natychmiastowe doręczenie przesyłki."
    " Odpowiedzialność za opóźnienie ponosi podwykonawca realizujący dostarczanie zamówienia.",
    "en": "The evaluation of your documentation necessitates verification of the applicable circumstances. Additional "
    "information regarding the availability of compensation requires authorisation. Subsequent notification of the "
    "determination is communicated electronically.",
}
EASY = {
    "fi": "Tarkistamme palautukset yksi kerrallaan. Saatte meiltä viestin, kun omanne on tarkistettu. Nyt on ruuhkaa, "
    "joten siihen menee kaksi päivää. Jos rahat eivät ole tilillä torstaina, soittakaa minulle suoraan.",
    "pl": "Sprawdzamy zwroty jeden po drugim. Dam Pani znać, gdy Pani paczka będzie gotowa. Mamy teraz dużo pracy, "
    "więc potrwa to dwa dni. Jeśli pieniędzy nie będzie w czwartek, proszę zadzwonić prosto do mnie. Wtedy pomogę.",
    "en": "We check each return by hand. I will write to you when yours is done. We have a lot to do now, so it takes "
    "two days. If the money is not there on Thursday, please call me and I will help you.",
}


def sentences(language, words):
    """So many words in short sentences."""
    full, rest = divmod(words, IN_A_SENTENCE)
    return " ".join(sentence(language, length) for length in [*[IN_A_SENTENCE] * full, rest] if length)


def sentence(language, words):
    return " ".join([WORDS[language]] * words).capitalize() + "."


def found(reply, language, *, channel="email", heat=0.0, asked_in=0):
    style = Style("none", asked_in, 0.0)
    reading = make_reading(kind="grievance", emotion="anger", intensity=heat, style=style)
    return list(hints(Case(make_draft(reply, language, channel=channel), reading, None, None, None)))


def codes(reply, language, **how):
    return [hint.code for hint in found(reply, language, **how)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sentence_that_is_too_long_is_pointed_out(language):
    long = sentence(language, LONGEST_SENTENCE[language] + 1)
    reply = f"{sentence(language, 5)} {long} {long}"

    (hint,) = (hint for hint in found(reply, language) if hint.code == "H_LONG_SENTENCE")

    assert hint.text == long
    assert reply[hint.start : hint.end] == long


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_may_be_as_long_as_plain_language_allows(language):
    assert "H_LONG_SENTENCE" not in codes(sentence(language, LONGEST_SENTENCE[language]), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_of_long_words_is_hard_to_read(language):
    (hint,) = (hint for hint in found(HARD[language], language) if hint.code == "H_HARD_TO_READ")

    assert hint.text in HARD[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_in_plain_words_is_not(language):
    assert "H_HARD_TO_READ" not in codes(EASY[language], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_few_long_words_say_nothing_of_a_reply(language):
    assert "H_HARD_TO_READ" not in codes(HARD[language].split(". ")[0] + ".", language)


def test_a_hard_reply_of_short_sentences_is_pointed_out_at_its_hardest():
    reply = "Verification necessitates documentation. " * 8 + "Circumstances invariably necessitate authorisation!"

    (hint,) = (hint for hint in found(reply, "en") if hint.code == "H_HARD_TO_READ")

    assert hint.text in reply


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_words_than_an_angry_customer_reads_are_too_long(language):
    reply = sentences(language, LONGEST_TO_HEATED + 1)

    assert codes(reply, language, heat=0.9).count("H_TOO_LONG") == 1
    assert "H_TOO_LONG" not in codes(reply, language, heat=0.2)
    assert "H_TOO_LONG" not in codes(sentences(language, LONGEST_TO_HEATED), language, heat=0.9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_public_reply_is_short(language):
    reply = sentences(language, LONGEST_IN_PUBLIC + 1)

    assert codes(reply, language, channel="review").count("H_PUBLIC_LONG") == 1
    assert "H_PUBLIC_LONG" not in codes(reply, language)
    assert "H_PUBLIC_LONG" not in codes(sentences(language, LONGEST_IN_PUBLIC), language, channel="review")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_question_gets_no_letter_and_a_letter_more_than_a_line(language):
    letter, line = sentences(language, 150), sentence(language, 5)

    assert "H_REGISTER" in codes(letter, language, asked_in=10)
    assert "H_REGISTER" in codes(line, language, asked_in=200)
    assert "H_REGISTER" not in codes(letter, language, asked_in=60)
    assert "H_REGISTER" not in codes(line, language, asked_in=10)
