"""One process with everything in it: the web server, workers, and the mailboxes' watchers."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import django
from django.core.management import call_command


class AlreadyRunning(Exception):
    """Another Tyyni stands on this data folder."""


def set_up(data: Path) -> None:
    """Point Django at the data folder and bring its database up to date."""
    data.mkdir(parents=True, exist_ok=True)
    os.environ["TYYNI_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tyyni_desk.conf.settings")
    django.setup()
    call_command("migrate", verbosity=0)


@contextlib.contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the data folder's lock; raises AlreadyRunning while another process has it."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise AlreadyRunning(f"Another Tyyni already uses {data}. Stop it first, or give another --data.") from held
        yield


def serve(*, host: str, port: int, threads: int) -> None:
    """Serve until interrupted; workers and watchers stop with the server."""
    import uvicorn  # here, so that `tyyni read` never loads the server

    from tyyni_desk.cli import warming
    from tyyni_desk.jobs import actions, worker
    from tyyni_desk.live import publish
    from tyyni_desk.mail import watching

    actions.release_all()
    stop = Event()
    # Before the loop begins: what touches the database must not run inside it.
    workers = [*worker.start(stop, threads=threads), *watching.start(stop), warming.start(stop)]

    async def run() -> None:
        publish.serve_on(asyncio.get_running_loop())
        config = uvicorn.Config(
            "tyyni_desk.conf.asgi:application", host=host, port=port, log_level="warning", lifespan="off"
        )
        try:
            await uvicorn.Server(config).serve()
        finally:
            stop.set()
            for thread in workers:
                thread.join(timeout=10)

    asyncio.run(run())
