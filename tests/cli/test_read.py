"""``tyyni read``: lines, texts, mails and folders; order kept, nothing lost."""

import json
import os
import subprocess
import sys
from importlib import resources

import pytest

from tests.makers import BORDER, make_mail, tyyni
from tyyni.cli import main

FIELDS = {
    "id", "language", "emotion", "emotions", "intensity", "sarcasm", "abuse", "kind", "requests", "threats", "repeat",
    "vulnerable", "intoxicated", "name", "order", "dates", "sums", "deadlines", "style", "confidence", "unsure",
    "evidence", "restated",
}  # fmt: skip


def read(monkeypatch, capsysbinary, *arguments, lines=b""):
    return tyyni(monkeypatch, capsysbinary, "read", "--format", "jsonl", "--profile", "fast", *arguments, lines=lines)


def test_each_line_gives_a_line_with_its_id_and_the_fields_of_the_contract(monkeypatch, capsysbinary):
    lines = [{"id": "a", "text": "Missä paketti on?"}, {"id": 7, "text": "Dziękuję!", "channel": "chat"}]

    outputs = read(monkeypatch, capsysbinary, "-", lines=lines)

    assert [output["id"] for output in outputs] == ["a", 7]
    assert all(set(output) >= FIELDS for output in outputs)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"id": 1}', '"text" must be a string'),
        (b'{"id": 1, "text": 5}', '"text" must be a string'),
        (b'{"id": 1, "text": "x", "channel": "fax"}', '"channel" must be one of'),
        (b'{"id": 1, "text": "x", "history": [{"role": "boss", "text": ""}]}', "must be customer or agent"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_an_error_entry_and_the_run_goes_on(monkeypatch, capsysbinary, line, reason):
    good = json.dumps({"id": "after", "text": "Hei"}).encode()

    outputs = read(monkeypatch, capsysbinary, "-", lines=line + b"\n" + good + b"\n")

    assert reason in outputs[0]["error"]
    assert outputs[1]["id"] == "after"
    assert "error" not in outputs[1]


def test_a_lone_surrogate_does_not_stop_the_run(monkeypatch, capsysbinary):
    outputs = read(monkeypatch, capsysbinary, "-", lines=b'{"id": 1, "text": "hei \\ud800"}\n')

    assert outputs[0]["id"] == 1


def test_workers_keep_the_order(monkeypatch, capsysbinary):
    lines = [{"id": number, "text": f"Hei, tilaus {number} puuttuu"} for number in range(150)]

    outputs = read(monkeypatch, capsysbinary, "--workers", "2", "-", lines=lines)

    assert [output["id"] for output in outputs] == list(range(150))


def test_an_mbox_with_bad_mails_inside_loses_nothing(monkeypatch, capsysbinary, tmp_path):
    path = tmp_path / "post.mbox"
    mails = [make_mail(number=1), b"\n\nno headers at all\n", make_mail("Kiitos!", number=3)]
    path.write_bytes(b"".join(BORDER + mail + b"\n" for mail in mails))

    outputs = read(monkeypatch, capsysbinary, str(path))

    assert [output["id"] for output in outputs] == ["post.mbox:1", "post.mbox:2", "post.mbox:3"]
    assert ["error" in output for output in outputs] == [False, True, False]
    assert outputs[2]["from"] == "aino@asiakas.example"


def test_a_killed_run_goes_on_where_it_stopped(monkeypatch, capsysbinary, tmp_path):
    out = tmp_path / "out.jsonl"
    lines = [{"id": number, "text": "Hei"} for number in range(5)]
    read(monkeypatch, capsysbinary, "--out", str(out), "-", lines=lines[:3])
    with out.open("a") as stream:
        stream.write('{"id": 3, "langu')  # the write that the kill cut short

    read(monkeypatch, capsysbinary, "--out", str(out), "--resume", "-", lines=lines)

    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == [0, 1, 2, 3, 4]


def test_the_sample_mailbox_reads_like_an_inbox(capsys):
    assert main(["read", "--profile", "fast", str(resources.files("tyyni") / "sample")]) == 0

    shown = capsys.readouterr().out

    assert "Marjut Kallio" in shown
    assert "shown by" in shown
    assert "could not be read" not in shown


def test_a_path_that_is_not_there_is_said_plainly(capsys):
    assert main(["read", "nowhere.mbox"]) == 2

    assert "nowhere.mbox does not exist" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_error():
    lines = b"".join(json.dumps({"id": n, "text": "Hei"}).encode() + b"\n" for n in range(3000))
    command = f"{sys.executable} -m tyyni read --format jsonl --profile fast - | head -n 1"

    done = subprocess.run(command, shell=True, input=lines, capture_output=True, env=os.environ, check=False)

    assert json.loads(done.stdout)["id"] == 0
    assert done.stderr == b""
