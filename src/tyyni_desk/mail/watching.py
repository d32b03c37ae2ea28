"""Watches every mailbox: a thread each that fetches, waits for the server's word (IDLE), and comes back from failures.

One more thread looks after them: mailboxes come, go and change while the desk runs.
"""

from __future__ import annotations

import logging
from threading import Event, Thread
from time import monotonic
from typing import Any

from django.db import OperationalError, close_old_connections, connection
from imap_tools import BaseMailBox

from tyyni_desk.lib import storage
from tyyni_desk.mail import imap, outgoing, servers
from tyyni_desk.mail.models import Mailbox

log = logging.getLogger(__name__)
_LOOK_AGAIN = 5.0  # seconds between looks at which mailboxes there are
_POLL = 30.0  # where the server knows no IDLE
_LONGEST_IDLE = 300.0  # servers and routers forget a connection that is silent for longer
_SOONEST, _LATEST = 5.0, 300.0  # seconds until the next try after a failure; doubled each time
_STEADY = 60.0  # a connection that held so long was no failure
_SETTINGS = ("imap_host", "imap_port", "imap_security", "username", "login", "folder", "deletes_on_server")
_Watched = dict[int, tuple[object, Thread, Event]]


def start(stop: Event) -> list[Thread]:
    """Watch until ``stop`` is set."""
    if connection.vendor == "sqlite":
        # This is the only process: whatever it finds half sent was left by one that is gone.
        outgoing.doubt_the_interrupted(all_of_them=True)
    keeper = Thread(target=_keep_watch, args=(stop,), name="mail", daemon=True)
    keeper.start()
    return [keeper]


def watch(mailbox_id: int, gone: Event) -> None:
    """Fetch what comes to one mailbox until ``gone`` is set, through every failure."""
    wait = _SOONEST
    while not gone.is_set():
        began = monotonic()
        close_old_connections()
        try:
            _stay(Mailbox.objects.get(pk=mailbox_id), gone)
        except OperationalError as problem:
            # Ours, not the server's: the mail waits there, and is fetched as soon as it can be kept.
            log.exception("Mailbox %s cannot be stored.", mailbox_id)
            storage.refused(problem)
            gone.wait(_SOONEST)
        except servers.TROUBLES as problem:
            _tell(mailbox_id, problem)
            wait = _SOONEST if monotonic() - began > _STEADY else wait
            gone.wait(wait)
            wait = min(wait * 2, _LATEST)
        except Mailbox.DoesNotExist:
            break
    connection.close()


def _stay(mailbox: Mailbox, gone: Event) -> None:
    """One connection, for as long as it holds."""
    server = servers.imap(mailbox)
    try:
        while not gone.is_set():
            imap.fetch(mailbox, server)
            if "IDLE" in server.client.capabilities:
                _idle(server, gone)
            else:
                gone.wait(_POLL)
            close_old_connections()
    finally:
        _leave(server)


def _idle(server: BaseMailBox, gone: Event) -> None:
    """Return when the server says anything, and now and then anyway."""
    idle: Any = server.idle  # imap-tools has no types here
    idle.start()
    limit = monotonic() + _LONGEST_IDLE
    while not gone.is_set() and monotonic() < limit:
        asked = monotonic()
        # An answer at once without a word is a connection that was closed; the next command will say so.
        if idle.poll(timeout=1) or monotonic() - asked < 0.5:
            break
    idle.stop()


def _leave(server: BaseMailBox) -> None:
    try:
        server.logout()
    except servers.TROUBLES:
        log.debug("The server had gone before we said goodbye.")


def _tell(mailbox_id: int, problem: Exception) -> None:
    try:
        mailbox = Mailbox.objects.get(pk=mailbox_id)
        imap.failed(mailbox, servers.in_words(problem, host=mailbox.imap_host, port=mailbox.imap_port))
    except (OperationalError, Mailbox.DoesNotExist):
        log.exception("Mailbox %s cannot be fetched, and the database does not answer.", mailbox_id)


def _keep_watch(stop: Event) -> None:
    watched: _Watched = {}
    while not stop.is_set():
        close_old_connections()
        try:
            _adjust(watched)
        except OperationalError:
            log.exception("The database does not answer; the mailboxes are looked at again soon.")
        stop.wait(_LOOK_AGAIN)
    for _settings, _thread, gone in watched.values():
        gone.set()
    for _settings, thread, _gone in watched.values():
        thread.join(timeout=5)
    connection.close()


def _adjust(watched: _Watched) -> None:
    """Start those that are new, changed or died; stop those that changed or went."""
    usable = Mailbox.objects.filter(is_enabled=True).exclude(imap_host="")
    wanted = {mailbox.pk: _settings(mailbox) for mailbox in usable}
    for mailbox_id, (settings, thread, gone) in list(watched.items()):
        if wanted.get(mailbox_id) != settings or not thread.is_alive():
            gone.set()
            del watched[mailbox_id]
    for mailbox_id in wanted.keys() - watched.keys():
        gone = Event()
        thread = Thread(target=watch, args=(mailbox_id, gone), name=f"mailbox-{mailbox_id}", daemon=True)
        thread.start()
        watched[mailbox_id] = wanted[mailbox_id], thread, gone


def _settings(mailbox: Mailbox) -> tuple[object, ...]:
    """What needs another connection when it changes. An OAuth secret changes by itself with each new token."""
    password = mailbox.secret if mailbox.login == Mailbox.Login.PASSWORD else ""
    return (password, *(getattr(mailbox, name) for name in _SETTINGS))
