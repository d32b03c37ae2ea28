"""``tyyni draft``: lines in, drafts out; a bad field is an error and stops nothing."""

import io

from tests.makers import tyyni
from tyyni.cli.inbox import show

MESSAGE = "Where is my order 12345? I want my money back."


def draft(monkeypatch, capsysbinary, lines):
    return tyyni(monkeypatch, capsysbinary, "draft", "--format", "jsonl", "--profile", "fast", "-", lines=lines)


def test_a_line_gives_a_draft_with_the_fields_of_the_contract(monkeypatch, capsysbinary):
    turns = [{"role": "customer", "text": MESSAGE}]

    by_message, by_turns = draft(monkeypatch, capsysbinary, [{"id": 1, "message": MESSAGE}, {"id": 2, "turns": turns}])

    assert set(by_message) == {"id", "draft", "step", "missing", "review"}
    assert by_message["draft"] == by_turns["draft"]


def test_a_bad_field_is_an_error_that_says_what_is_allowed(monkeypatch, capsysbinary):
    wrong = [{"facts": {"foo": "x"}}, {"facts": []}, {"facts": [1]}, {"address": "thou"}, {"name": 7}]

    outputs = draft(monkeypatch, capsysbinary, [{"id": n, "message": MESSAGE, **bad} for n, bad in enumerate(wrong)])

    assert [output["id"] for output in outputs] == [0, 1, 2, 3, 4]
    assert "allowed are order" in outputs[0]["error"]
    assert all("error" in output for output in outputs)


def test_people_see_the_draft_and_what_is_missing():
    stream = io.StringIO()

    show("draft", 1, {"step": "solve", "draft": "Hello,", "missing": ["when"], "review": {"verdict": "send"}}, stream)

    assert "Hello," in stream.getvalue()
    assert "missing" in stream.getvalue()
