"""The normal form keeps every offset and makes letters of three languages plain bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tyyni.text.normal import fold, without_diacritics
from tyyni.text.value import Text


@pytest.mark.parametrize(
    ("original", "folded"),
    [
        ("Hyvää PÄIVÄÄ", b"hyvAA pAivAA"),
        ("Zażółć gęślą jaźń", b"zaZULC gESlQ jaXN"),
        ("It’s “fine”…", b'it\'s "fine".'),
        ("vіttu", b"vittu"),  # a Cyrillic і in the middle
        ("𝐢𝐝𝐢𝐨𝐭", b"idiot"),
        ("naïve café", b"naive cafe"),
    ],
)
def test_letters_that_matter_keep_their_difference(original, folded):
    assert fold(original)[0] == folded


def test_invisible_characters_do_not_split_a_word():
    text = Text("idi\u200bootti, a\u0308lä")

    start = text.folded.index(b"idiootti")

    assert text.words_of(start, start + 8) == "idi\u200bootti"
    assert text.folded.endswith(b"AlA")


def test_a_text_without_diacritics_is_the_same_as_one_with():
    assert without_diacritics(fold("mikä tämä on")[0]) == b"mika tama on"


def test_any_angry_face_is_one_sign():
    assert fold("😡")[0] == fold("🤬")[0] != fold("😊")[0]


@given(st.text())
def test_every_span_of_the_normal_form_lies_inside_the_text(original):
    text = Text(original)

    for start, end in (*text.words, *text.sentences):
        first, last = text.span(start, end)
        assert 0 <= first < last <= len(original)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=300))
def test_one_byte_stands_for_one_visible_character(original):
    folded, offsets = fold(original)

    assert len(folded) == (len(original) if offsets is None else len(offsets) - 1)
