"""A database that is full or locked: it is said, nothing is lost, and everything goes on by itself."""

import subprocess
import sys
import threading
import time

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created

from tests.desk.mail.letters import letter, make_mailbox
from tests.desk.mail.sink import smtp_server
from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.conversations import actions as talk
from tyyni_desk.conversations.models import Message
from tyyni_desk.jobs import worker
from tyyni_desk.jobs.models import Job
from tyyni_desk.lib import storage
from tyyni_desk.mail import actions
from tyyni_desk.mail.models import Delivery, RawMail

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("'postgresql' in __import__('os').environ.get('TYYNI_DATABASE_URL', '')", reason="of SQLite"),
]
_HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def forgotten():
    yield
    storage.took()


@pytest.fixture
def impatient():
    """Connections that wait a moment for a lock, where the desk waits twenty seconds."""

    def hurry(connection, **_):
        connection.cursor().execute("PRAGMA busy_timeout=100")

    connection_created.connect(hurry)
    connection.close()
    yield
    connection_created.disconnect(hurry)
    connection.close()


@pytest.fixture
def full():
    """A database file that may not grow, until it is told otherwise."""

    def limit(pages):
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")  # pages that other tests left free are room, too
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(f"PRAGMA max_page_count={pages}")

    yield limit
    limit(1 << 30)


class Holder:
    """Another program that holds the whole database."""

    def __enter__(self):
        command = [sys.executable, "-c", _HOLD, str(connection.settings_dict["NAME"])]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "held\n"

    def __exit__(self, *_):
        self.process.communicate("")


def until(holds, *, seconds=30):
    limit = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.02)


def test_a_mail_that_finds_no_room_is_not_half_stored(full):
    full(1)

    with pytest.raises(OperationalError, match="full"):
        actions.store(letter("x" * 100_000))
    full(1 << 30)
    actions.store(letter())

    assert RawMail.objects.count() == Job.objects.count() == 1


def test_a_job_that_finds_no_room_waits_and_is_not_blamed(full, settings, tmp_path):
    raw, _ = actions.store(letter("Missä pakettini on? " * 5000))
    full(1)

    worker.run_one()

    job = Job.objects.get(name="mail.tasks.parse_mail")
    assert (job.attempts, job.leased_until, job.gave_up_at) == (0, None, None)
    assert "the disk is full" in storage.trouble()
    full(1 << 30)
    Job.objects.update(run_after=job.created_at)
    worker.run_all()
    raw.refresh_from_db()
    assert raw.state == "parsed"


def test_a_full_disk_is_on_every_page_and_in_the_health(desk):
    storage.refused(OperationalError("database or disk is full"))

    assert "Nothing can be stored" in desk.get("/queue/open").content.decode()
    assert "Nothing can be stored" in desk.get("/banners").content.decode()
    assert desk.get("/health").status_code == 503
    storage.took()
    assert desk.get("/health").status_code == 200


def test_a_disk_that_is_nearly_full_is_told_in_time(desk, monkeypatch):
    monkeypatch.setattr(storage, "LEAST", storage.free() + (1 << 40))

    assert "nearly full" in desk.get("/queue/open").content.decode()
    assert desk.get("/health").status_code == 200


def test_an_answer_that_cannot_be_kept_is_refused_in_words_and_goes_later(desk, impatient):
    conversation = make_conversation()
    desk.raise_request_exception = False
    fields = {"text": "Se lähti tänään.", "seen": Message.objects.get().pk}

    with Holder():
        refused = desk.post(f"/conversations/{conversation.number}/reply", fields)
    again = desk.post(f"/conversations/{conversation.number}/reply", fields)

    assert refused.status_code == 503
    assert "Another program holds the database" in refused.content.decode()
    assert (again.status_code < 400, Message.objects.filter(kind="agent").count()) == (True, 1)


def test_a_worker_outlives_a_lock_and_goes_on_by_itself(impatient):
    raw, _ = actions.store(letter())
    stop = threading.Event()

    with Holder():
        threads = worker.start(stop, threads=1)
        until(lambda: "Another program" in storage.trouble())
    until(lambda: RawMail.objects.get(pk=raw.pk).state == "parsed")
    until(lambda: not storage.trouble())

    stop.set()
    threads[0].join(10)


def test_what_the_mail_server_took_is_written_down_when_the_lock_is_gone(impatient, settings):
    settings.UNDO_SECONDS = 0
    with smtp_server() as (sink, port):
        make_mailbox(smtp_port=port)
        message = talk.reply(make_conversation(), by=make_agent(), text="Se lähti.", seen=None)
        stop, holder = threading.Event(), Holder()
        sink.meanwhile = holder.__enter__
        threads = worker.start(stop, threads=1)
        until(lambda: storage.trouble())
        holder.__exit__()
        until(lambda: Delivery.objects.get(message=message).state == "sent")

        stop.set()
        threads[0].join(10)
        assert len(sink.mails) == 1
