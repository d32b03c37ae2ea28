"""The matcher: all rules at once, spans that are right, time that grows with the text alone."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tyyni.lexicon.matcher import matcher
from tyyni.lexicon.rules import LANGUAGES, rules
from tyyni.text.value import Text

MEGABYTE = 1_000_000


def signals(language, original):
    text = Text(original)
    return {(f.signal, text.words_of(f.start, f.end)) for f in matcher(language).find(text)}


def test_findings_point_at_the_words_that_matched():
    assert ("anger.heated", "vihainen") in signals("fi", "Olen niin vihainen teille")


@pytest.mark.parametrize(
    ("language", "original"),
    [("fi", "olette idi00tteja"), ("fi", "senkin p3rkele"), ("pl", "k***a mać"), ("en", "you f**king people")],
)
def test_disguised_abuse_is_found(language, original):
    assert any(signal.startswith("abuse.") for signal, _ in signals(language, original))


def test_polish_without_diacritics_is_found():
    with_them, without = signals("pl", "jestem wściekły"), signals("pl", "jestem wsciekly")

    assert {signal for signal, _ in with_them} == {signal for signal, _ in without} != set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["words", "letters", "one letter", "dots", "no blanks"])
def test_a_hostile_megabyte_takes_seconds_at_most(language, kind):
    rng = random.Random(1)
    words = [word for rule in rules(language) for phrase in rule.phrases for hit in phrase.hits for word in hit.split()]
    texts = {
        "words": lambda: " ".join(rng.choices(words, k=MEGABYTE // 5)),
        "letters": lambda: "".join(rng.choices("abcdefghijklmnopqrstuvwxyzäö ,.!", k=MEGABYTE)),
        "one letter": lambda: "a" * MEGABYTE,
        "dots": lambda: ". " * (MEGABYTE // 2),
        "no blanks": lambda: "ette" * (MEGABYTE // 4),
    }
    text = Text(texts[kind]()[:MEGABYTE])
    matcher(language).find(Text("warm"))

    began = time.process_time()
    matcher(language).find(text)

    assert time.process_time() - began < 8  # about 1 s; a backtracking matcher would need hours


@given(st.sampled_from(LANGUAGES), st.text(max_size=500))
def test_any_text_gives_spans_inside_it(language, original):
    text = Text(original)

    for finding in matcher(language).find(text):
        assert 0 <= finding.start < finding.end <= len(text.folded)
