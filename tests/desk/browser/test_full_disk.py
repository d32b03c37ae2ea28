"""A disk that fills up under a running desk: everybody sees it, nothing is lost, and room alone heals it."""

import resource

import pytest
import requests

from tests.desk.mail.dovecot import dovecot
from tests.desk.mail.letters import US, letter
from tests.desk.mail.sink import smtp_server
from tests.desk.running import running_desk, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.service]
NO_LIMIT = resource.RLIM_INFINITY


@pytest.fixture
def server():
    with dovecot() as server:
        yield server


def test_a_full_disk_is_told_and_heals_by_itself(server, chromium, tmp_path):
    with smtp_server() as (_, port):
        mailbox = server.settings(name="Lumo", address=US, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none")
        with running_desk(tmp_path, mailbox) as (process, address):
            aino = signed_in(chromium, address, "aino")
            aino.goto("/queue/open")
            server.deliver(letter("Missä pakettini on?", subject="Ennen"))
            aino.get_by_text("Ennen").first.wait_for()

            # No file may grow: what a full disk does, from one moment to the next.
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4096, NO_LIMIT))
            server.deliver(letter("Entä toinen?", subject="Täynnä"))
            aino.get_by_text("Nothing can be stored").wait_for()
            sick = requests.get(f"{address}/health", timeout=30)
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (NO_LIMIT, NO_LIMIT))

            aino.get_by_text("Täynnä").first.wait_for()
            aino.get_by_text("Nothing can be stored").wait_for(state="detached")
            well = requests.get(f"{address}/health", timeout=30)

    assert (sick.status_code, "the disk is full" in sick.json()["why"]) == (503, True)
    assert (well.status_code, well.json()["why"]) == (200, "")
