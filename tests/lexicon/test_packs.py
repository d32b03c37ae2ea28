"""Every phrase of every pack hits its examples and spares what it must miss."""

import pytest

from tyyni.lexicon.matcher import AGENT, CUSTOMER, HINTS, MOVES, matcher
from tyyni.lexicon.rules import LANGUAGES, pack_file, rules
from tyyni.text.value import Text

RULES = [(language, rule) for language in LANGUAGES for rule in rules(language)]
IDS = [rule.name for _, rule in RULES]


def found(language, rule, text):
    families = next(group for group in (CUSTOMER, AGENT, MOVES, HINTS) if rule.family in group)
    return [finding for finding in matcher(language, families).find(Text(text)) if finding.rule is rule]


@pytest.mark.parametrize(("language", "rule"), RULES, ids=IDS)
def test_each_phrase_hits_its_examples(language, rule):
    missed = [
        (phrase.find, hit)
        for phrase in rule.phrases
        for hit in phrase.hits
        if not any(finding.phrase is phrase for finding in found(language, rule, hit))
    ]

    assert not missed


@pytest.mark.parametrize(("language", "rule"), RULES, ids=IDS)
def test_each_rule_spares_what_it_must_miss(language, rule):
    wrong = [(miss, finding.phrase.find) for miss in rule.misses for finding in found(language, rule, miss)]

    assert not wrong


@pytest.mark.parametrize(("language", "rule"), RULES, ids=IDS)
def test_each_rule_has_phrases_and_each_phrase_an_example(language, rule):
    assert rule.phrases
    assert all(phrase.hits for phrase in rule.phrases)
    assert all(0 < phrase.weight <= 1 for phrase in rule.phrases)


def test_the_three_packs_have_the_same_rules():
    signals = [{rule.signal for rule in rules(language)} for language in LANGUAGES]

    assert signals[0] == signals[1] == signals[2]


def test_the_three_packs_offer_phrases_for_the_same_purposes():
    purposes = [set(pack_file(language, "phrases")) for language in LANGUAGES]

    assert purposes[0] == purposes[1] == purposes[2]
