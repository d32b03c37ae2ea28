"""Faults of the whole reply: judged against the message that it answers."""

import pytest

from tyyni import review

UPSET = {
    "fi": "Olen raivoissani! Kolmas kerta kun keitin hajoaa, ihan kamalaa palvelua!",
    "pl": "Jestem wściekła! Trzeci raz psuje się ekspres, co to za obsługa!",
    "en": "I am furious! This is the third kettle that broke, what kind of service is this!",
}
COLD = {"fi": "Keittimiä on varastossa.", "pl": "Ekspresy są w magazynie.", "en": "Kettles are in stock."}


@pytest.mark.parametrize("language", UPSET)
def test_an_upset_customer_who_is_not_acknowledged(language):
    found = review(COLD[language], message=UPSET[language], language=language)

    (fault,) = [fault for fault in found.faults if fault.code == "F_NO_ACK"]
    assert (fault.start, fault.end, fault.text) == (None, None, "")
    assert fault.fix


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ("Monelta avaatte lauantaina?", "Hei, avaamme lauantaina klo 10. Tervetuloa!"),
        ("O której otwieracie w sobotę?", "Dzień dobry, w sobotę otwieramy o 10. Zapraszamy!"),
        ("What time do you open on Saturday?", "Hello, we open at 10 on Saturday. See you then!"),
    ],
)
def test_a_calm_question_that_is_answered_needs_no_more(message, reply):
    found = review(reply, message=message)

    assert not {"F_NO_ACK", "F_NO_NEXT"} & {fault.code for fault in found.faults}


def test_a_name_said_three_times_is_once_too_often():
    twice, thrice = "Hei Anna! Kiitos, Anna.", "Hei Anna! Anna, katsoin asian. Kiitos, Anna."

    codes = [{fault.code for fault in review(reply, name="Anna").faults} for reply in (twice, thrice)]

    assert ["F_NAME_OVERUSE" in found for found in codes] == [False, True]


def test_polish_vocatives_of_one_name_are_that_name():
    reply = "Panie Grzegorzu, dziękuję. Panie Grzegorzu, sprawdziłem. Miłego dnia, Panie Grzegorzu!"

    codes = {fault.code for fault in review(reply, name="Grzegorz Wrona").faults}

    assert "F_NAME_OVERUSE" in codes


def test_a_surname_that_begins_like_the_first_name_is_not_counted():
    reply = "Szanowny Panie Janowski, Panie Janie, dziękuję. Jan Janowski jest w naszych danych."

    codes = {fault.code for fault in review(reply, name="Jan Janowski").faults}

    assert "F_NAME_OVERUSE" not in codes


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        (
            "Ostin takin kaksi kuukautta sitten ja haluan rahat takaisin.",
            "Hei! Palautusaika on valitettavasti päättynyt, joten rahoja en voi enää palauttaa. Voin vaihtaa takin "
            "lahjakorttiin täydestä hinnasta. Sopisiko se?",
        ),
        (
            "Kupiłam płaszcz dwa miesiące temu i chcę zwrotu pieniędzy.",
            "Dzień dobry! Termin zwrotu niestety minął, więc pieniędzy nie mogę już oddać. Mogę za to wymienić płaszcz "
            "na kartę podarunkową na pełną kwotę. Czy to Pani odpowiada?",
        ),
        (
            "I bought the coat two months ago and I want my money back.",
            "Hello! The time for returns has passed, so I can't give the money back any more. What I can do is change "
            "the coat for a gift card of the full price. Would that suit you?",
        ),
    ],
)
def test_a_firm_answer_with_another_way_is_sent(message, reply):
    assert review(reply, message=message).verdict == "send"


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ("Puhelin hajosi ja olen raivoissani!", "Rikoitte sen itse ja nyt valehtelette meille päin naamaa."),
        ("Telefon się zepsuł i jestem wściekły!", "Sam go pan zepsuł, a teraz pan kłamie, żeby wyłudzić pieniądze."),
        ("The phone broke and I am furious!", "You broke it yourself and now you are lying to get money out of us."),
    ],
)
def test_an_accusation_outright_is_held(message, reply):
    assert review(reply, message=message).verdict == "hold"


def test_in_a_sentence_at_fault_a_phrase_names_the_second_fault():
    reply = "Jak Pani na pewno rozumie, nic nie możemy zrobić."

    assert {"F_CONDESC", "F_CANT"} <= {fault.code for fault in review(reply, message="Ekspres się zepsuł!").faults}
