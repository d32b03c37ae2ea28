"""``tyyni worker``: jobs and mailboxes without a web server, as many as the load asks for (needs PostgreSQL)."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from tyyni_desk.cli import process


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    if not os.environ.get("TYYNI_DATABASE_URL"):
        print("tyyni worker: several processes need PostgreSQL; set TYYNI_DATABASE_URL.", file=sys.stderr)
        return 2
    process.set_up(options.data)
    from tyyni_desk.jobs import worker  # after set_up: they need the apps
    from tyyni_desk.mail import watching

    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    threads = [*worker.start(stop, threads=options.workers), *(watching.start(stop) if options.mail else ())]
    stop.wait()
    for thread in threads:
        thread.join(timeout=30)
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tyyni worker", description=__doc__)
    parser.add_argument("--data", type=lambda name: Path(name).resolve(), default=Path("tyyni-data").resolve())
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="threads for jobs (default: 2)")
    parser.add_argument("--mail", action="store_true", help="also fetch mail; give it to one worker only")
    return parser.parse_args(arguments)
