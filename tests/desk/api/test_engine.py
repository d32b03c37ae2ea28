"""The engine by HTTP: the same contract as the command line's."""

import pytest

import tyyni

pytestmark = pytest.mark.django_db
FURIOUS = "Kolmas kerta kun kirjoitan! Olen raivoissani! Rahat takaisin HETI! Tilaus 10233."
BLAME = "Valitettavasti teidän olisi pitänyt lukea ohjeet. Rauhoittukaa."


@pytest.fixture
def engine(program):
    return program("engine")


def test_read_says_what_the_library_says(engine):
    answer = engine("POST", "/read", {"id": "a1", "text": FURIOUS, "profile": "fast"})

    assert answer.status_code == 200
    assert answer.json() == {"id": "a1"} | tyyni.read(FURIOUS, profile="fast").as_dict()


def test_read_hears_what_was_said_before(engine):
    history = [{"role": "customer", "text": "Missä pakettini on?"}, {"role": "agent", "text": "Se tulee pian."}]

    alone = engine("POST", "/read", {"text": "10233"}).json()
    told = engine("POST", "/read", {"text": "10233", "history": history}).json()

    assert (alone["language"], told["language"]) == ("und", "fi")


def test_review_says_what_the_library_says(engine):
    given = {"message": FURIOUS, "name": "Matti Korhonen", "language": "fi"}

    answer = engine("POST", "/review", {"id": 7, "reply": BLAME, "profile": "fast"} | given)

    assert answer.json() == {"id": 7} | tyyni.review(BLAME, profile="fast", **given).as_dict()
    assert answer.json()["verdict"] != "send"


def test_a_promise_has_its_due_time_in_the_zone_that_was_given(engine):
    given = {"sent_at": "2026-11-27T10:00:00", "timezone": "Europe/Helsinki", "language": "en"}

    (promise,) = engine("POST", "/review", {"reply": "I will call you tomorrow by 12:00."} | given).json()["promises"]

    assert promise["due"] == "2026-11-28T12:00:00+02:00"


@pytest.mark.parametrize(
    ("path", "body", "where"),
    [
        ("/read", {}, "body.text"),
        ("/read", {"text": "x", "channel": "pigeon"}, "body.channel"),
        ("/read", {"text": "x", "history": [{"role": "x", "text": "y"}]}, "body.history.0.role"),
        ("/review", {"reply": "x", "timezone": "Mars/Base"}, "body.timezone"),
        ("/review", {"reply": "x", "country": "fi"}, "body.country"),
        ("/review", {"reply": "x" * 100_001}, "body.reply"),
    ],
)
def test_what_does_not_fit_is_named(engine, path, body, where):
    answer = engine("POST", path, body)

    assert answer.status_code == 422
    assert where in [fault["where"] for fault in answer.json()["faults"]]


@pytest.mark.parametrize(
    "text", ["\u202e\u0000".strip("\u0000"), "😀" * 5000, "a" * 60_000, "<script>" * 2000, "!?" * 1000]
)
def test_no_text_breaks_it(engine, text):
    assert engine("POST", "/read", {"text": text}).status_code == 200
    assert engine("POST", "/review", {"reply": text, "message": text}).status_code == 200
