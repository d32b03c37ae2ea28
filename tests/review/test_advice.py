"""What to write instead: the register of the reply, the capital letter and the full stop of its place."""

import pytest

from tyyni.review.advice import advice, fitted, wording


@pytest.mark.parametrize(
    ("fix", "words"),
    [
        (None, None),
        ("I will check.", "I will check."),
        ("(leave out)", ""),
        ("(jätä pois)", ""),
        ("(do not argue in public)", None),
        ("(delete) Please write to us.", "Please write to us."),
    ],
)
def test_a_remark_in_brackets_is_no_wording(fix, words):
    assert wording(fix) == words


@pytest.mark.parametrize(
    ("fix", "replaced", "placed"),
    [
        ("", "Calm down.", ""),
        (None, "Calm down.", None),
        ("i will check", "Calm down.", "I will check."),
        ("We will check", "calm down", "we will check"),
        ("IBAN is enough", "calm down", "IBAN is enough"),
        ("We will see: …", "Calm down.", "We will see: …"),
    ],
)
def test_a_wording_takes_the_shape_of_its_place(fix, replaced, placed):
    assert fitted(fix, replaced) == placed


def test_a_wording_speaks_to_the_customer_as_the_reply_does():
    about = advice("fi", "F_CALM")

    assert about.fix("Rauhoitu nyt, sinä olet kiihtynyt.") == about.fixes.get("familiar", about.fixes.get("neutral"))
    assert about.fix("Rauhoittukaa, te olette kiihtynyt.") == about.fixes.get("formal", about.fixes.get("neutral"))
