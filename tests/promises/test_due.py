"""Due times: the table of expressions, and what no text can do to them."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tyyni.lexicon.rules import LANGUAGES
from tyyni.promises.due import find_due

FOLDER = Path(__file__).parent / "expressions"
SENT = datetime(2026, 11, 24, 10, 15)


def rows(language):
    return [json.loads(line) for line in (FOLDER / f"{language}.jsonl").read_text("utf-8").splitlines()]


CASES = [(language, row) for language in LANGUAGES for row in rows(language)]


@pytest.mark.parametrize(("language", "row"), CASES, ids=[row["text"][:60] for _, row in CASES])
def test_an_expression_is_due_when_a_calendar_says(language, row):
    sent = datetime.fromisoformat(row["sent_at"])

    found = find_due(row["text"], language=language, sent_at=sent, timezone=row["timezone"])

    at = found.at if found else None
    assert (at and at.strftime("%Y-%m-%dT%H:%M")) == row["due"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_long_enough(language):
    assert len(rows(language)) >= 150


def test_a_reply_that_was_not_sent_has_words_but_no_time():
    found = find_due("Soitan huomenna klo 12.", language="fi")

    assert (found.text, found.at) == ("huomenna klo 12", None)


def test_words_and_hours_that_stand_apart_are_one_time():
    found = find_due("Torstaina soitan teille klo 10.", language="fi", sent_at=SENT)

    assert found.text == "Torstaina soitan teille klo 10"
    assert found.at == datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Helsinki"))


def test_the_country_gives_the_zone_and_the_holidays():
    sent = datetime(2026, 12, 23, 9, tzinfo=UTC)

    in_finland = find_due("within one working day", language="en", sent_at=sent, country="fi")
    in_nowhere = find_due("within one working day", language="en", sent_at=sent, country="zz")

    assert in_finland.at.isoformat() == "2026-12-28T23:59:00+02:00"
    assert in_nowhere.at.isoformat() == "2026-12-24T23:59:00+00:00"


@pytest.mark.parametrize(
    ("text", "sent", "due"),
    [
        ("today", datetime(2026, 11, 24, 23, 59, 30), datetime(2026, 11, 24, 23, 59, 30)),
        ("this morning", datetime(2026, 11, 24, 15), None),
        ("by 31/06/2027", SENT, None),
        ("by 15 November 2025", SENT, None),
        ("in week 53", datetime(2027, 1, 4, 9), None),
        ("early next month", SENT, datetime(2026, 12, 10, 23, 59)),
        ("at 12am tomorrow", SENT, datetime(2026, 11, 25, 0, 0)),
        ("tomorrow evening at 8", SENT, datetime(2026, 11, 25, 20, 0)),
        ("after 3pm tomorrow", SENT, datetime(2026, 11, 25, 23, 59)),
        ("today on Tuesday", SENT, datetime(2026, 11, 24, 23, 59)),
        ("by 12.3.27", SENT, datetime(2027, 3, 12, 23, 59)),
        ("soon tomorrow", SENT, datetime(2026, 11, 25, 23, 59)),
        ("on Monday on Tuesday", SENT, datetime(2026, 11, 30, 23, 59)),
        ("today or within 2 days", SENT, datetime(2026, 11, 26, 23, 59)),
        ("next year", SENT, datetime(2027, 12, 31, 23, 59)),
        ("by week 2", SENT, datetime(2027, 1, 17, 23, 59)),
    ],
)
def test_edges(text, sent, due):
    found = find_due(text, language="en", sent_at=sent)

    assert (found and found.at and found.at.replace(tzinfo=None)) == due


WORDS = st.sampled_from(
    """by on at before within in two 3 12 days hours working Friday next week tomorrow today 12.3. 31. huomenna klo
    perjantaihin mennessä viikon päästä do piątku w ciągu dni roboczych jutro o 29 lutego 2027-02-29 week 53 or - , .
    between and 9 am pm after from""".split()  # noqa: SIM905
)


@given(
    st.sampled_from(LANGUAGES), st.lists(WORDS, max_size=12), st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1))
)
def test_any_words_give_a_span_inside_the_text_and_a_time_not_before_it_was_sent(language, words, sent):
    text = " ".join(words)

    found = find_due(text, language=language, sent_at=sent)

    assert found == find_due(text, language=language, sent_at=sent)
    if found:
        assert text[found.start : found.end] == found.text != ""
        assert found.at is None or found.at.replace(tzinfo=None) >= sent or found.at.fold
