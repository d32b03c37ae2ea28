"""The wheel that people install: it builds, and in an environment of its own the engine reads with the network cut."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LETTER = {"id": "1", "text": "Kolmas kerta kun kirjoitan! Tilaus 10233 hajosi taas. Haluan rahat takaisin!"}
# Where the machine lets nobody make a network of their own, no socket to another machine opens.
GUARD = """
import socket
def refused(*given):
    raise OSError("the network is cut")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refused
"""
DIAL = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=2)"

pytestmark = [
    pytest.mark.service,
    pytest.mark.skipif(os.environ.get("CI") != "true", reason="installs all that the engine needs; runs with CI=true"),
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder of an environment that holds the wheel, what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT)
    run(sys.executable, "-m", "venv", folder / "env")
    pins = ROOT / "requirements" / "pins.txt"
    run(folder / "env/bin/pip", "install", "-q", "-c", pins, *folder.glob("*.whl"))
    return folder / "env"


def run(*command, **more):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=600, check=False, **more)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def cut_off(folder):
    """What goes before a command, and its environment, so that it reaches no other machine."""
    own = ["unshare", "--user", "--map-root-user", "--net"]
    if subprocess.run([*own, "true"], capture_output=True, check=False).returncode == 0:
        return own, {}
    (folder / "sitecustomize.py").write_text(GUARD)
    return [], {"PYTHONPATH": str(folder)}


@pytest.mark.parametrize("profile", ["fast", "full"])
def test_the_wheel_reads_with_the_network_cut(installed, tmp_path, profile):
    before, more = cut_off(tmp_path)
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **more}
    with pytest.raises(AssertionError):
        run(*before, installed / "bin/python", "-c", DIAL, env=environment, cwd=tmp_path)
    command = [installed / "bin/tyyni", "read", "--format", "jsonl", "--profile", profile, "-"]

    written = run(*before, *command, input=json.dumps(LETTER), env=environment, cwd=tmp_path)

    reading = json.loads(written)
    assert reading["language"] == "fi"
    assert reading["order"] == "10233"
    assert "refund" in reading["requests"]


def test_the_engine_alone_brings_no_desk(installed):
    listed = run(installed / "bin/pip", "list", "--format", "freeze")

    assert "tyyni==" in listed
    assert "Django==" not in listed
