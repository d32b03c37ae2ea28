"""Faults of a sentence: the worst are found where they stand, good replies are left alone."""

import pytest

from tyyni import review


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ("Rauhoittukaa nyt.", "F_CALM"),
        ("Olisitte voinut lukea ohjeen.", "F_BLAME"),
        ("Proszę się uspokoić.", "F_CALM"),
        ("That's our policy.", "F_POLICY"),
        ("Calm down, please.", "F_CALM"),
    ],
)
def test_a_fault_is_found_where_it_stands(reply, code):
    found = review(reply)

    fault = next(fault for fault in found.faults if fault.code == code)
    assert reply[fault.start : fault.end] == fault.text != ""
    assert fault.why
    assert found.verdict in ("revise", "hold")


@pytest.mark.parametrize(
    "reply",
    [
        "Hei Matti, ikävä kuulla, että keitin hajosi uudestaan. Lähetämme teille uuden huomenna klo 12 mennessä.",
        "Dzień dobry Pani Anno, przykro mi, że ekspres znowu się zepsuł. Nowy wyślemy jutro do godziny 12.",
        "Hello John, I am sorry that the kettle broke again. We will send you a new one by noon tomorrow.",
    ],
)
def test_a_good_reply_has_no_fault(reply):
    assert review(reply).faults == ()
    assert review(reply).verdict == "send"


def test_arguing_is_a_fault_only_in_public():
    reply = "This is simply not true and you know it."

    in_public = {fault.code for fault in review(reply, channel="review").faults}
    in_private = {fault.code for fault in review(reply, channel="email").faults}

    assert "F_PUBARG" not in in_private
    assert in_private <= in_public
    assert "F_PUBARG" in in_public


@pytest.mark.parametrize(
    "reply",
    [
        "I can't refund the ticket now. I can move it to any date in May, or give you a voucher.",
        "En voi palauttaa lippua. Voin siirtää sen toiselle päivälle tai antaa lahjakortin.",
        "Nie mogę zwrócić pieniędzy za bilet. Mogę przenieść go na inny dzień albo dać voucher.",
    ],
)
def test_a_refusal_with_another_way_beside_it_is_no_fault(reply):
    assert "F_CANT" not in {fault.code for fault in review(reply).faults}


@pytest.mark.parametrize(
    ("reply", "better"),
    [
        ("Palaamme pian.", "Palaamme huomenna klo … mennessä."),
        ("Wkrótce wrócimy.", "Jutro do … wrócimy."),
    ],
)
def test_a_fix_takes_the_place_of_the_words_alone_where_the_sentence_goes_on(reply, better):
    fault = next(fault for fault in review(reply).faults if fault.code == "F_VAGUE")

    assert reply[: fault.start] + fault.fix + reply[fault.end :] == better
