"""A whole desk in a process of its own, as a team runs it: pages, jobs, and a mailbox on real servers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager

from tests.desk.services import free_port, wait_for

PASSWORD = "tyyni-vesi-2026"  # of everybody here, as of the demo's people
_SET_UP = """
import json, sys
from pathlib import Path
from tyyni_desk.cli import process
process.set_up(Path(sys.argv[1]))
from tyyni_desk.mail.models import Mailbox
from tyyni_desk.people.models import Agent
for fields in json.loads(sys.argv[2]):
    Agent.objects.create_user(password=sys.argv[4], **fields)
Mailbox.objects.create(**json.loads(sys.argv[3]))
"""
AGENTS = [
    {"email": "aino@lumo.example", "name": "Aino Lahti", "role": "lead"},
    {"email": "helena@lumo.example", "name": "Helena Salo", "role": "agent"},
]


@contextmanager
def running_desk(folder, mailbox, **environment):
    """Yield the process and its address. ``mailbox`` is the row of its mailbox, with the password encrypted."""
    from django.conf import settings

    port = free_port()
    address = f"http://localhost:{port}"
    own = {"TYYNI_READING_PROFILE": "fast", "TYYNI_URL": address, "TYYNI_SECRET_KEY": settings.SECRET_KEY}
    environment = {**os.environ, **own, **environment}
    for name in ("TYYNI_DATABASE_URL", "TYYNI_REDIS_URL"):
        environment.pop(name, None)
    rows = [json.dumps(AGENTS), json.dumps(mailbox), PASSWORD]
    subprocess.run([sys.executable, "-c", _SET_UP, folder, *rows], env=environment, check=True)
    command = [sys.executable, "-m", "tyyni", "serve", "--data", folder, "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, seconds=60)
        yield process, address
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def running_demo(folder, **environment):
    """Yield the address of a demo in ``folder``."""
    port = free_port()
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "tyyni", "demo", "--data", str(folder), "--port", str(port)]
    process = subprocess.Popen(command, env={**os.environ, "TYYNI_URL": address, **environment}, stdout=subprocess.PIPE)
    try:
        wait_for(port, seconds=60)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=30)


def signed_in(browser, address, name):
    """A page of the desk, opened by an agent in a browser of their own."""
    page = browser.new_context(base_url=address, bypass_csp=True, locale="en").new_page()
    page.set_default_timeout(60_000)
    sign_in_as(page, name, PASSWORD)
    return page


def sign_in_as(page, name, password):
    """The way through the page of signing in."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{name}@lumo.example")
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/accounts/" not in address)
