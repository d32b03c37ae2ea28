"""The matter in the company's words: no fact lost, no insult kept."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tyyni.drafting.case import case_of
from tyyni.drafting.composing import compose
from tyyni.drafting.facts import Facts
from tyyni.drafting.restatement import is_clean, matter_of, restated, situation
from tyyni.drafting.voice import REGISTERS, Voice
from tyyni.lexicon.matcher import matcher
from tyyni.lexicon.rules import pack_file
from tyyni.reading.reader import Turn, read
from tyyni.text.value import Text

DATA = Path(__file__).parents[2] / "data" / "messages" / "train"


def messages(language, every):
    lines = [line for file in sorted(DATA.glob(f"{language}-*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines][::every]


def made(text, channel="email"):
    case = case_of(
        [Turn("customer", text)], step="solve", channel=channel, facts=Facts(), name=None, address=None,
        language=None, profile="fast",
    )  # fmt: skip
    return case, compose(case)


def abuse(text, language):
    return [found for found in matcher(language).find(Text(text)) if found.rule.family == "abuse"]


@pytest.mark.parametrize("language", REGISTERS)
def test_no_fact_is_lost_and_no_insult_is_kept(language):
    for message in messages(language, every=8):
        case, text = made(message["text"], message.get("channel", "email"))
        if case.kind in ("praise", "public"):
            continue
        matter, spoken = case.matter, case.voice.language
        quoting = "quoting" in case.claims
        days = [day for day in matter.dates if quoting or any(map(str.isdigit, day))]
        facts = [*matter.sums, *matter.deadlines, *days]
        asked = [case.voice.formed(case.voice.pack["request"][request]) for request in matter.requests]
        for fact in (*facts, *asked, *filter(None, [matter.order])):
            assert fact in text, (message["id"], fact, text)
        assert not abuse(text, spoken), (message["id"], text)


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text_gets_a_draft(text):
    _, reply = made(f"x{text}")

    assert "{" not in reply or "{" in text
    assert reply.strip()


@pytest.mark.parametrize("language", REGISTERS)
def test_every_request_and_situation_can_be_said_in_every_register(language):
    pack = pack_file(language, "drafts")
    reading = read("", profile="fast")
    for register in REGISTERS[language]:
        voice = Voice(language, register, "seed", {})
        for name in pack["situation"]:
            matter = matter_of("", reading, language, "AB-1")
            matter = type(matter)(name, tuple(pack["request"]), "AB-1", (), (), (), (), ())
            assert "AB-1" in restated(matter, voice)


def test_nothing_known_is_nothing_said():
    voice = Voice("en", "you", "seed", {})

    assert restated(matter_of("", read("", profile="fast"), "en", None), voice) == ""


@pytest.mark.parametrize(
    ("language", "message", "name"),
    [
        ("fi", "Tilaukseni ei ole vieläkään tullut", "not_arrived"),
        ("fi", "Laskutitte kahdesti", "double_charge"),
        ("fi", "Milloin olette auki?", None),
        ("pl", "Paczka nie dotarła", "not_arrived"),
        ("pl", "Wazon przyszedł rozbity", "damaged"),
        ("pl", "Kiedy jest otwarte?", None),
        ("en", "My parcel never arrived", "not_arrived"),
        ("en", "I was charged twice", "double_charge"),
        ("en", "My parcel arrived today, thanks", None),
    ],
)
def test_what_happened_is_told_only_by_its_words(language, message, name):
    assert situation(message, language) == name


def test_a_swearword_is_not_clean():
    assert not is_clean("fucking idiot", "en")
    assert is_clean("AB-123", "en")
