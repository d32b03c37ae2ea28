"""Statutory clocks: the test vectors of the law page, what starts a clock, what ships switched on."""

from dataclasses import replace
from datetime import datetime

import pytest

from tyyni.promises.calendars import calendar_for
from tyyni.promises.clocks import ClockRule, clock_rules, clocks, ends
from tyyni.reading.result import Evidence, Reading, Style

PLAIN = Reading(
    "pl", "neutral", {}, 0.1, False, "none", "grievance", (), (), False, False, False, None, None, (), (), (),
    Style("none", 5, 0.0), {}, (), (), "",
)  # fmt: skip


def make_rule(period: int, unit: str, *, roll: bool = True) -> ClockRule:
    return replace(clock_rules()[0], period=period, unit=unit, roll=roll)


@pytest.mark.parametrize(
    ("country", "period", "unit", "roll", "received", "raw", "legal", "safe"),
    [
        ("PL", 14, "day", True, "2026-12-10", "2026-12-24", "2026-12-28", "2026-12-23"),
        ("PL", 14, "day", True, "2026-11-22", "2026-12-06", "2026-12-07", "2026-12-04"),
        ("PL", 30, "day", True, "2026-11-27", "2026-12-27", "2026-12-28", "2026-12-23"),
        ("PL", 15, "workday", True, "2026-12-10", "2027-01-05", "2027-01-05", "2027-01-05"),
        ("FI", 15, "workday", True, "2026-12-10", "2027-01-05", "2027-01-05", "2027-01-05"),
        ("PL", 35, "workday", True, "2026-12-10", "2027-02-03", "2027-02-03", "2027-02-03"),
        ("FI", 14, "day", True, "2026-06-05", "2026-06-19", "2026-06-22", "2026-06-18"),
        ("FI", 1, "month", True, "2027-01-31", "2027-02-28", "2027-03-01", "2027-02-26"),
        ("UK", 8, "week", False, "2026-11-22", "2027-01-17", "2027-01-17", "2027-01-15"),
    ],
)
def test_the_vectors_of_the_law_page(country, period, unit, roll, received, raw, legal, safe):
    calendar = calendar_for("en", country=country)

    found = ends(make_rule(period, unit, roll=roll), calendar.local(datetime.fromisoformat(received)), calendar)

    assert [end.isoformat() for end in found] == [raw, legal, safe]


def test_hours_run_through_holidays():
    calendar = calendar_for("en", country="FI")

    found = ends(make_rule(72, "hour"), calendar.local(datetime(2026, 12, 24, 16)), calendar)

    assert {end.isoformat() for end in found} == {"2026-12-27T16:00:00+02:00"}


def test_a_polish_complaint_starts_the_fourteen_days():
    evidence = (Evidence("request.refund", 0, 15, "proszę o zwrot"),)
    reading = replace(PLAIN, requests=("refund",), evidence=evidence)

    (clock,) = clocks(reading, received_at=datetime(2026, 12, 10, 9), country="PL")

    assert clock.as_dict() == {
        "rule": "PL-REK-14",
        "started": "2026-12-10T09:00:00+01:00",
        "raw": "2026-12-24",
        "legal": "2026-12-28",
        "safe": "2026-12-23",
        "why": ["proszę o zwrot"],
        "source": "temidium.pl; furne.pl; 14 days since 2023-01-01",
        "note": "information, not legal advice",
    }


@pytest.mark.parametrize(
    ("country", "restated", "rules"),
    [
        ("PL", "Składam reklamację na buty.", ["PL-REK-14"]),
        ("FI", "Poistakaa tietoni rekisteristänne.", ["EU-GDPR-1M"]),
        ("FI", "Tietosuojalain nojalla haluan tietoni.", ["EU-GDPR-1M"]),
        ("IE", "I want to use my right of withdrawal.", ["EU-CRD-14"]),
        ("GB", "I want to use my right of withdrawal.", []),
        ("PL", "O której otwieracie?", []),
    ],
)
def test_words_start_clocks_where_the_law_holds(country, restated, rules):
    reading = replace(PLAIN, restated=restated)

    assert [clock.rule for clock in clocks(reading, received_at=datetime(2026, 11, 24), country=country)] == rules


def test_a_label_without_words_is_named():
    reading = replace(PLAIN, requests=("data_access",))

    (clock,) = clocks(reading, received_at=datetime(2026, 11, 24), country="SE")

    assert clock.why == ("data access",)


def test_a_rule_of_a_trade_runs_only_there_and_only_when_enabled():
    reading = replace(PLAIN, requests=("refund",))
    received = datetime(2026, 11, 24)

    in_finance = clocks(reading, received_at=received, country="uk", sector="finance", enabled=["UK-FCA-8W"])
    elsewhere = clocks(reading, received_at=received, country="uk", enabled=["UK-FCA-8W"])

    assert [clock.rule for clock in in_finance] == ["UK-FCA-8W"]
    assert not elsewhere


def test_only_three_rules_ship_switched_on_and_none_from_memory():
    on = [rule for rule in clock_rules() if rule.enabled]

    assert [rule.id for rule in on] == ["PL-REK-14", "EU-CRD-14", "EU-GDPR-1M"]
    assert not [rule for rule in on if rule.source == "OK"]


def test_rule_ids_are_unique_and_each_rule_can_start():
    rules = clock_rules()

    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.requests or rule.threats or rule.words for rule in rules)
