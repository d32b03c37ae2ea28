"""The first review: the worst phrases are found, good replies are left alone."""

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


def test_an_upset_customer_who_is_not_acknowledged():
    message = "Olen raivoissani! Kolmas kerta kun tämä hajoaa, ihan kamalaa palvelua!"

    codes = [fault.code for fault in review("Lähetämme uuden.", message=message).faults]

    assert "F_NO_ACK" in codes


def test_a_name_said_three_times():
    reply = "Hei Anna! Anna, katsoin asian. Kiitos, Anna."

    assert "F_NAME_OVERUSE" in [fault.code for fault in review(reply, name="Anna").faults]


def test_arguing_is_a_fault_only_in_public():
    reply = "This is simply not true and you know it."

    in_public = {fault.code for fault in review(reply, channel="review").faults}
    in_private = {fault.code for fault in review(reply, channel="email").faults}

    assert "F_PUBARG" not in in_private
    assert in_private <= in_public
