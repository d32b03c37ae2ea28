"""Words in disguise are read; numbers and ordinary words are left alone."""

import pytest

from tyyni.text.disguise import undisguise
from tyyni.text.normal import fold

SWEARWORDS = (b"kurwa", b"vittu", b"fucking")


def plain(original):
    found = undisguise(fold(original)[0], SWEARWORDS)
    return found[0].decode() if found else None


@pytest.mark.parametrize(
    ("disguised", "word"),
    [
        ("k***a", "kurwa"),
        ("v*ttu", "vittu"),
        ("f**king", "fucking"),
        ("1d10tti", "idiotti"),
        ("p3rkele", "perkele"),
        ("i d i o o t t i", "idiootti"),
        ("v.i.t.t.u", "vittu"),
        ("haloooooo", "halo"),
    ],
)
def test_a_disguise_comes_off(disguised, word):
    assert plain(disguised) == word


@pytest.mark.parametrize("ordinary", ["10233a", "LH-204417", "12.11.2026", "ääliö", "3 kpl", "iPhone15", "a b c"])
def test_what_is_no_disguise_stays(ordinary):
    assert plain(ordinary) is None


def test_offsets_lead_back_to_the_disguised_word():
    folded = fold("olet idi00tti siellä")[0]

    undisguised, offsets = undisguise(folded, SWEARWORDS)
    start = undisguised.index(b"idiootti")

    assert folded[offsets[start] : offsets[start + 8]] == b"idi00tti"


def test_a_megabyte_of_stars_takes_no_time():
    undisguise(b"a*" * 500_000, SWEARWORDS)
