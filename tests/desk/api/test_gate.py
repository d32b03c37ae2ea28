"""What every request passes: sizes and kinds of bodies, and writes that are repeated."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from tests.desk.makers import make_conversation
from tyyni_desk.api.models import KeptAnswer
from tyyni_desk.conversations.models import Message
from tyyni_desk.jobs import worker

KEY = {"Idempotency-Key": "a-1"}


@pytest.fixture
def notes(program):
    """A program that writes notes, and where."""
    shop = program("conversations:write")
    path = f"/conversations/{make_conversation().number}/notes"
    return lambda body, **headers: shop("POST", path, body, **headers)


def written():
    return list(Message.objects.filter(kind="note").values_list("text", flat=True))


@pytest.mark.django_db
def test_a_write_that_comes_twice_with_its_key_happens_once(notes):
    first, second = (notes({"text": "Hei"}, **KEY) for _ in range(2))

    assert written() == ["Hei"]
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert second["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first


@pytest.mark.django_db
def test_without_a_key_or_with_another_a_write_happens_again(notes):
    for headers in ({}, {}, KEY, {"Idempotency-Key": "a-2"}):
        notes({"text": "Hei"}, **headers)

    assert len(written()) == 4


@pytest.mark.django_db
def test_a_key_is_of_one_request_only(notes):
    notes({"text": "Hei"}, **KEY)

    answer = notes({"text": "Moi"}, **KEY)

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:tyyni:problem:key-used")
    assert written() == ["Hei"]


@pytest.mark.django_db
def test_a_key_is_of_one_token_only(notes, program):
    notes({"text": "Hei"}, **KEY)
    other = program("conversations:write")

    other("POST", f"/conversations/{make_conversation().number}/notes", {"text": "Hei"}, **KEY)

    assert len(written()) == 2


@pytest.mark.django_db
def test_a_refusal_is_not_kept_so_that_the_mended_request_may_use_the_key(notes):
    assert notes({"text": ""}, **KEY).status_code == 422

    assert notes({"text": "Hei"}, **KEY).status_code == 201


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", " ", "x" * 201, "a\x01", "a b", "ä"])
def test_a_key_that_is_none_is_refused(notes, key):
    assert notes({"text": "Hei"}, **{"Idempotency-Key": key}).status_code == 400
    assert written() == []


@pytest.mark.django_db
def test_answers_are_kept_for_a_day(notes):
    notes({"text": "Hei"}, **KEY)
    notes({"text": "Hei"}, **{"Idempotency-Key": "a-2"})
    KeptAnswer.objects.filter(key="a-1").update(at=timezone.now() - timedelta(days=1, minutes=1))

    worker.load()
    worker.plan()
    worker.run_all()

    assert [kept.key for kept in KeptAnswer.objects.all()] == ["a-2"]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_are_one(notes):
    def send(_):
        try:
            return notes({"text": "Hei"}, **KEY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))

    assert {(answer.status_code, answer.content) for answer in answers} == {(201, answers[0].content)}
    assert written() == ["Hei"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        (b"\xff", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("text=Hei", "application/x-www-form-urlencoded", 415),
        (json.dumps({"text": "x" * (1 << 20)}), "application/json", 413),
        ("", "application/json", 422),
        ('"Hei"', "application/json", 422),
        ('{"text": "\\ud800"}', "application/json", 422),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_in_the_same_shape(notes, body, kind, status):
    answer = notes(body, **{"Content-Type": kind})

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert written() == []


@pytest.mark.django_db
def test_a_token_that_asks_too_often_waits_and_others_do_not(program, settings):
    settings.API_RATE = 2
    eager, other = program("customers:read"), program("customers:read")

    answers = [eager.get("/customers") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0]["RateLimit-Policy"] == '"token";q=2;w=60'
    assert [answer["RateLimit"].split(";")[1] for answer in answers] == ["r=1", "r=0", "r=0"]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert other.get("/customers").status_code == 200


@pytest.mark.django_db
def test_a_refusal_tells_the_limits_too(program):
    assert "RateLimit" in program("customers:read").get("/conversations")
