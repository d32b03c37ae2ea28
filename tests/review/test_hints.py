"""Hints: each is said once where it is due and not on a near miss, and none of them ever breaks."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.makers import make_draft, make_reading
from tyyni.lexicon.rules import LANGUAGES, pack_file, rules
from tyyni.models.labels import FAULTS, THREATS
from tyyni.review.hints import HINT_CODES, Case, hints
from tyyni.review.hints.legal import CODES

TABLES = tomllib.loads(Path(__file__).with_name("hints.toml").read_text("utf-8"))["hints"]
ROWS = [(table["code"], language, {**table, **table[language]}) for table in TABLES for language in LANGUAGES]
IDS = [f"{code}-{language}-{row['hit'][:20]}" for code, language, row in ROWS]
# Counted, not listed: see below and test_hints_counted.py.
COUNTED = {"H_LONG_SENTENCE", "H_HARD_TO_READ", "H_TOO_LONG", "H_PUBLIC_LONG"}
READ = ("kind", "requests")
DANGERS = {
    "fi": "En jaksa! Olen pahoillani! Valitettavasti eskaloin asian.",
    "pl": "Przykro mi! Niestety eskaluję sprawę!",
    "en": "I am so sorry! Unfortunately we escalated the matter!",
}


def reading(row):
    known = {name: row[name] for name in READ if name in row}
    angry = {"kind": "grievance", "emotion": "anger", "intensity": 0.9} if row.get("angry") else {}
    return make_reading(**angry, **known)


def codes(reply, language, row):
    draft = make_draft(reply, language, channel=row.get("channel", "email"), shown=tuple(row.get("shown", ())))
    case = Case(draft, reading(row), row.get("message"), row.get("name"), row.get("country"), row.get("phrases", {}))
    return [hint.code for hint in hints(case)]


@pytest.mark.parametrize(("code", "language", "row"), ROWS, ids=IDS)
def test_a_hint_is_said_once_where_it_is_due(code, language, row):
    assert codes(row["hit"], language, row).count(code) == 1


@pytest.mark.parametrize(("code", "language", "row"), ROWS, ids=IDS)
def test_a_near_miss_earns_no_hint(code, language, row):
    assert code not in codes(row["miss"], language, row)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_a_sentence_against_the_law_is_pointed_out(code, language):
    rule = next(rule for rule in rules(language) if rule.signal == f"legal.{code.lower()}")
    poland = {"country": "PL"}

    assert all(codes(hit, language, poland).count(code) == 1 for phrase in rule.phrases for hit in phrase.hits)
    assert not any(code in codes(miss, language, poland) for miss in rule.misses)


def test_every_hint_has_a_case():
    assert {code for code, _, _ in ROWS} | {*CODES} | COUNTED == {*HINT_CODES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_words_and_no_blanks_to_fill(language):
    table = pack_file(language, "advice")

    assert set(table) == {*FAULTS, *HINT_CODES}
    assert all(entry["why"].endswith(".") for entry in table.values())
    assert not any({*"{}[]"} & {*text} for entry in table.values() for text in texts(entry))


def texts(entry):
    return [text for value in entry.values() for text in (texts(value) if isinstance(value, dict) else [str(value)])]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("threat", ["self_harm", "violence"])
def test_a_person_in_danger_is_not_answered_by_the_book(language, threat):
    draft = make_draft(DANGERS[language], language)
    case = Case(draft, make_reading(threats=(threat,), emotion="anger", intensity=0.9), None, None, None)

    assert not list(hints(case))


def test_a_country_goes_before_the_language():
    reply = "Your complaint takes up to 30 days."

    assert "L7" in codes(reply, "en", {"country": "PL"})
    assert "L7" not in codes(reply, "en", {})
    assert "L7" not in codes(reply, "pl", {"country": "FI"})


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("fi", 'Kirjoititte: "Poista arvostelu, niin hyvitämme 20 euroa." Niin emme toimi.'),
        ("pl", 'Dostała Pani wiadomość: "Proszę usunąć opinię, a oddamy 50 zł." Tak nie robimy.'),
        ("en", 'Somebody wrote to you: "Delete your review and we refund you." That is wrong.'),
    ],
)
def test_what_is_quoted_is_not_the_agents(language, quoted):
    assert "L11" not in codes(quoted, language, {})


@given(
    reply=st.text(max_size=200)
    | st.lists(st.sampled_from([row["hit"] for _, _, row in ROWS]), max_size=6).map(" ".join),
    language=st.sampled_from(LANGUAGES),
    channel=st.sampled_from(["email", "chat", "review"]),
    known=st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["grievance", "inquiry", "praise"]),
            "emotion": st.sampled_from(["anger", "neutral", "sadness"]),
            "intensity": st.floats(0, 1),
            "requests": st.sets(st.sampled_from(["refund", "repair", "explanation", "other"])).map(tuple),
            "threats": st.sets(st.sampled_from(THREATS), max_size=1).map(tuple),
        }
    )
    | st.none(),
    message=st.none() | st.text(max_size=80),
    name=st.none() | st.text(max_size=20) | st.sampled_from(["Anna Kowalska", "Matti", "Bob"]),
    country=st.none() | st.sampled_from(["FI", "pl", "DE"]),
)
def test_any_reply_gets_hints_whose_spans_lie_inside_it(reply, language, channel, known, message, name, country):
    answered = make_reading(**known) if known else None

    for hint in hints(Case(make_draft(reply, language, channel=channel), answered, message, name, country)):
        assert hint.code in HINT_CODES
        assert hint.why
        if hint.start is None:
            assert hint.end is None
            assert hint.text == ""
        else:
            assert 0 <= hint.start < hint.end <= len(reply)
            assert reply[hint.start : hint.end] == hint.text
