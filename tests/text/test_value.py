"""Words and sentences, where people put full stops in odd places."""

import time

import pytest

from tyyni.text.value import Text


def sentences(original):
    text = Text(original)
    return [text.words_of(*span) for span in text.sentences]


def test_a_date_ends_no_sentence():
    assert sentences("Tilasin 3.11. ja maksoin 6. marraskuuta. Ei näy.") == [
        "Tilasin 3.11. ja maksoin 6. marraskuuta.",
        "Ei näy.",
    ]


@pytest.mark.parametrize(
    "original",
    ["Zamówienie nr. 55 nie dotarło", "See e.g. my mail", "Soittakaa esim. klo 12", "Dear Mr. Smith"],
)
def test_an_abbreviation_ends_no_sentence(original):
    assert sentences(original) == [original]


def test_a_line_break_ends_a_sentence():
    assert sentences("Hei\n\nMissä paketti on?!\nT. Anna") == ["Hei", "Missä paketti on?!", "T. Anna"]


def test_words_keep_their_apostrophes_and_hyphens():
    text = Text("Don't 24-7 ääliö!")

    assert [text.words_of(*word) for word in text.words] == ["Don't", "24-7", "ääliö"]


@pytest.mark.parametrize("run", ["!", "?!", ".", " ", "\t ", "\n ", '!"'])
def test_a_long_run_of_signs_costs_its_length(run):
    text = Text("Hei " + run * 50_000)

    began = time.process_time()
    _ = text.sentences

    assert time.process_time() - began < 1  # a run tried from each of its signs took minutes
