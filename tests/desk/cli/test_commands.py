"""The desk's commands: found by the engine's command line, and clear about what is wrong."""

import os
import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).parents[3] / "src" / "tyyni" / "sample"


def tyyni(*arguments, data):
    environment = {**os.environ, "TYYNI_DATA": str(data), "TYYNI_READING_PROFILE": "fast"}
    environment.pop("TYYNI_DATABASE_URL", None)
    command = [sys.executable, "-m", "tyyni", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200)


def test_a_mailbox_is_imported_once_however_often_it_is_given(tmp_path):
    first = tyyni("import", SAMPLE, "--data", tmp_path, data=tmp_path)
    again = tyyni("import", SAMPLE, "--data", tmp_path, data=tmp_path)

    found = int(first.stdout.split()[0])
    assert found >= 30, first.stderr
    assert first.stdout.startswith(f"{found} mails, {found} of them new")
    assert again.stdout.startswith(f"{found} mails, 0 of them new")


def test_a_path_that_is_not_there_is_told(tmp_path):
    answer = tyyni("import", tmp_path / "nowhere", data=tmp_path)

    assert answer.returncode == 2
    assert "does not exist" in answer.stderr


def test_the_doctor_finds_a_fresh_desk_well(tmp_path):
    answer = tyyni("doctor", "--data", tmp_path, data=tmp_path)

    assert answer.returncode == 0, answer.stdout
    assert "models" in answer.stdout


def test_several_processes_are_refused_without_postgresql(tmp_path):
    assert tyyni("worker", "--data", tmp_path, data=tmp_path).returncode == 2
