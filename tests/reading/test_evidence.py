"""Evidence: the words that carry a label, as short spans of the text as given."""

import numpy as np
import pytest

from tyyni import read
from tyyni.reading.evidence import MOST_WORDS, evidence_for
from tyyni.text.value import Text

TEXT = Text("yksi kaksi kolme neljä viisi kuusi")


def shown(shares, excess):
    return [item.text for item in evidence_for("x", np.array(shares, np.float32), excess, TEXT)]


def test_the_fewest_words_that_carry_the_excess_are_shown():
    assert shown([0, 3, 0, 0, 1, 0], excess=1) == ["kaksi"]
    assert shown([0, 3, 0, 0, 2, 0], excess=3) == ["kaksi", "viisi"]


def test_neighbours_and_one_word_between_become_one_span():
    assert shown([1, 0, 1, 0, 0, 1], excess=9) == ["yksi kaksi kolme", "kuusi"]


def test_words_against_the_label_are_no_evidence():
    assert shown([-1, -2, 0, -1, 0, 0], excess=1) == []


def test_a_span_never_has_more_than_twelve_words():
    text = Text("sana " * 60)

    spans = list(evidence_for("x", np.ones(60, np.float32), 50.0, text))

    assert max(len(item.text.split()) for item in spans) <= MOST_WORDS


@pytest.mark.parametrize("profile", ["fast", "full"])
def test_evidence_stands_in_the_text_as_given_also_after_invisible_characters(profile):
    text = "\u200bOlette täysin i\u00addiootteja 😡, vittu mitä touhua!"

    for item in read(text, profile=profile).evidence:
        assert text[item.start : item.end] == item.text
