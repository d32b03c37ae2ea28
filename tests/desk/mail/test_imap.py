"""Fetching from a real Dovecot: everything once, in spite of flags, counts and crashes."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.desk.mail.letters import letter, make_mailbox
from tyyni.mail import message
from tyyni_desk.jobs import worker
from tyyni_desk.mail import imap, queries, servers, watching
from tyyni_desk.mail.models import Mailbox, RawMail

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.service]


@pytest.fixture
def mailbox(db, imap_server):
    return make_mailbox(**imap_server.settings())


def fetch(mailbox):
    with servers.imap(mailbox) as server:
        return imap.fetch(mailbox, server)


def test_every_mail_is_fetched_once_byte_for_byte(mailbox, imap_server):
    raws = [letter(f"Viesti {number}").replace(b"\n", b"\r\n") for number in range(120)]
    for raw in raws:
        imap_server.deliver(raw)

    assert (fetch(mailbox), fetch(mailbox)) == (120, 0)

    assert {bytes(raw.content) for raw in RawMail.objects.all()} == set(raws)
    assert (mailbox.highest_uid, mailbox.server_count) == (120, 120)


def test_the_servers_copies_stay_unread(mailbox, imap_server):
    imap_server.deliver(letter())

    fetch(mailbox)

    assert imap_server.count(what="UNSEEN") == 1


def test_the_time_is_that_of_the_server_not_of_the_sender(mailbox, imap_server):
    imap_server.deliver(letter(Date="Mon, 02 Nov 1998 12:04:00 +0200"))

    fetch(mailbox)

    assert datetime.now(UTC) - RawMail.objects.get().received_at < timedelta(minutes=1)


def test_a_folder_that_counts_anew_brings_no_doubles(mailbox, imap_server):
    for number in range(3):
        imap_server.deliver(letter(f"Viesti {number}"))
    fetch(mailbox)
    Mailbox.objects.update(uidvalidity=1)

    assert fetch(mailbox) == 0

    assert RawMail.objects.count() == 3
    assert mailbox.highest_uid == 3


def test_a_fetch_that_was_broken_off_goes_on_where_it_was(mailbox, imap_server, monkeypatch):
    for number in range(5):
        imap_server.deliver(letter(f"Viesti {number}"))
    fetch(mailbox)
    RawMail.objects.filter(uid__gt=2).delete()
    Mailbox.objects.update(highest_uid=2)

    assert fetch(mailbox) == 3


def test_a_giant_is_a_notice_and_stays_on_the_server(mailbox, imap_server, monkeypatch):
    monkeypatch.setattr(imap, "LARGEST", 1000)
    imap_server.deliver(letter("x" * 2000))
    imap_server.deliver(letter())
    Mailbox.objects.update(deletes_on_server=True)

    assert fetch(mailbox) == 2

    giant = RawMail.objects.get(is_whole=False)
    assert (giant.state, "left on the server" in giant.error) == ("failed", True)
    assert imap_server.count() == 1
    assert message.LARGEST > 1000


def test_what_is_stored_is_deleted_on_the_server_only_when_the_admin_says_so(mailbox, imap_server):
    imap_server.deliver(letter())
    fetch(mailbox)
    assert imap_server.count() == 1

    Mailbox.objects.update(deletes_on_server=True)
    fetch(mailbox)

    assert imap_server.count() == 0
    assert RawMail.objects.count() == 1


def test_a_wrong_password_is_told_on_every_page(mailbox):
    Mailbox.objects.update(secret="")
    gone = threading.Event()
    watcher = threading.Thread(target=watching.watch, args=(mailbox.pk, gone))

    watcher.start()
    until(lambda: queries.banners())
    gone.set()
    watcher.join(10)

    assert mailbox.address in queries.banners()[0].text


def test_a_new_mail_comes_by_idle_at_once(mailbox, imap_server):
    stop = threading.Event()
    threads = watching.start(stop)
    until(lambda: Mailbox.objects.get().fetched_at)

    imap_server.deliver(letter("Missä pakettini on?"))
    began = time.monotonic()
    until(lambda: RawMail.objects.exists())

    assert time.monotonic() - began < 3
    stop.set()
    for thread in threads:
        thread.join(10)
    assert not any(thread.is_alive() for thread in threads)


def test_a_mailbox_set_up_while_the_desk_runs_is_watched(db, imap_server, monkeypatch):
    monkeypatch.setattr(watching, "_LOOK_AGAIN", 0.1)
    stop = threading.Event()
    threads = watching.start(stop)

    imap_server.deliver(letter())
    make_mailbox(**imap_server.settings())
    until(lambda: RawMail.objects.exists())

    stop.set()
    threads[0].join(10)
    assert not threads[0].is_alive()


def test_a_fetched_mail_becomes_a_conversation(mailbox, imap_server):
    imap_server.deliver(letter("Missä pakettini on?"))

    fetch(mailbox)
    worker.run_all()

    assert RawMail.objects.get().message.text == "Missä pakettini on?"


def until(holds, *, seconds=15):
    """Wait for another thread; fails loudly after ``seconds``."""
    limit = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.02)
