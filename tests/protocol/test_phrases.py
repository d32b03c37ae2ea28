"""Phrases: in every language and register, nothing left to fill in, nothing said twice."""

import pytest

from tests.protocol.makers import step
from tyyni.lexicon.rules import LANGUAGES, pack_file
from tyyni.protocol.phrases import REGISTERS, ready, register_of, to_say
from tyyni.protocol.playbook import playbook
from tyyni.reading.style import style_of
from tyyni.text.value import Text

OFFERED = sorted({offer.family for track in playbook().tracks for play in track.plays for offer in play.say})
SPOKEN = {"neutral": {"none"}, "formal": {"none", "te", "pan_pani"}, "familiar": {"none", "sinä", "ty"}}


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_play_has_two_phrases_with_nothing_to_fill_in(language, register):
    for track in playbook().tracks:
        for play in track.plays:
            assert len(ready(language, register, [offer.family for offer in play.say])) >= 2


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_of_another_register(language, register):
    pack = pack_file(language, "phrases")
    phrases = [phrase for family in pack.values() for phrase in family.get(register, ())]

    wrong = [phrase for phrase in phrases if style_of(Text(phrase), language).address not in SPOKEN[register]]

    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_offered_never_tells_a_customer_to_calm_down_or_is_drunk(language):
    said = " ".join(phrase for register in REGISTERS for phrase in ready(language, register, OFFERED)).casefold()

    for word in ("rauhoitu", "uspokoi", "calm down", "humala", "känni", "pijan", "drunk"):
        assert word not in said


def test_the_register_is_that_of_the_last_form_of_address():
    assert register_of(["none", "te", "none"]) == "formal"
    assert register_of(["te", "sinä"]) == "familiar"
    assert register_of(["none"]) == "neutral"


def test_a_register_comes_before_the_neutral_phrases():
    first = ready("fi", "formal", ["purpose"])[0]

    assert first in pack_file("fi", "phrases")["purpose"]["formal"]


def test_a_blank_is_filled_or_the_phrase_is_left_out():
    assert ready("en", "neutral", ["order_known"]) == ()
    assert "order 771" in ready("en", "neutral", ["order_known"], {"order": "771"})[0]


def test_families_take_turns():
    found = ready("en", "neutral", ["acknowledge_repeat", "acknowledge"])

    assert found[0] in pack_file("en", "phrases")["acknowledge_repeat"]["neutral"]
    assert found[1] in pack_file("en", "phrases")["acknowledge"]["neutral"]


def test_what_an_agent_has_said_is_not_offered_again():
    first, *others = to_say("en", "neutral", ["acknowledge"], known={}, said="")

    assert to_say("en", "neutral", ["acknowledge"], known={}, said=f"Hello. {first}")[:2] == tuple(others)


def test_while_nothing_else_is_left_it_is_offered_all_the_same():
    once = to_say("en", "neutral", ["end_tomorrow"], known={}, said="")

    assert to_say("en", "neutral", ["end_tomorrow"], known={}, said=once[0]) == once


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Voisitteko kertoa, missä pakettini viipyy? Ette ole vastanneet teille lähettämääni viestiin.", "te"),
        ("Hei, voisitko sä kattoa missä mun paketti on, sulla varmaan on tieto", "sinä"),
    ],
)
def test_the_phrases_follow_the_customers_form_of_address(text, word):
    say = step(text).say

    assert all(style_of(Text(phrase), "fi").address in (word, "none") for phrase in say)
