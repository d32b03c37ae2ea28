"""What a server loads when it starts is all that the first page, step and review would have to load."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from tests.desk.makers import make_agent, make_conversation
from tyyni.protocol.conversation import _done
from tyyni_desk.cli import warming
from tyyni_desk.conversations import actions

ROOT = Path(__file__).parents[3]
_FIRST = """
import sys
from pathlib import Path
from tyyni_desk.cli import process
process.set_up(Path(sys.argv[1]))
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from django.test import Client
from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.cli import warming
from tyyni_desk.jobs import worker

client, agent = Client(), make_agent()
client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
client.get("/queue/open")
talk = make_conversation("Zamówienie 10233 nie dotarło. Jestem zła!", language="pl")
worker.run_all()
if sys.argv[2] == "warm":
    warming.load()
opened = []
sys.addaudithook(lambda event, of: opened.append(str(of[0])) if event == "open" else None)
for path in ("", "/step"):
    assert client.get(f"/conversations/{talk.number}{path}").status_code == 200
assert client.post(f"/conversations/{talk.number}/review", {"text": "Proszę czekać."}).status_code == 200
print(*(name for name in opened if "/tyyni/" in name or name.endswith(".html")), sep="\\n")
"""


@pytest.mark.parametrize("start", ["cold", "warm"])
def test_after_it_no_page_and_nothing_of_the_engine_is_read_from_the_disk(tmp_path, start):
    environment = {**os.environ, "TYYNI_READING_PROFILE": "fast"}
    for name in ("TYYNI_DATABASE_URL", "TYYNI_REDIS_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-c", _FIRST, str(tmp_path), start]

    run = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300)

    assert run.returncode == 0, run.stderr
    assert bool(run.stdout.strip()) is (start == "cold"), run.stdout


@pytest.mark.django_db
def test_the_answers_in_waiting_conversations_are_heard():
    talk = make_conversation("Missä paketti on?", language="fi")
    actions.reply(talk, by=make_agent(), text=f"Lähetän sen huomenna {make_agent().pk}.", seen=None)
    actions.receive(talk, text="Se ei tullut.")
    before = _done.cache_info().misses

    warming.hear(Event())
    warming.hear(Event())

    assert _done.cache_info().misses == before + 1
