"""Tyyni and django-helpdesk in one run: ``python -m benchmarks.desk.compare PYTHON_WITH_HELPDESK``.

The argument is the Python of an environment with ``pip install django-helpdesk django-bootstrap4-form packaging``.
PostgreSQL is started for the run where it is installed. Writes docs/benchmarks/desk.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.desk.services import start_postgres

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "benchmarks" / "desk.md"
COUNTS = (10_000, 50_000)
NAMES = ("list", "list, everything", "search", "conversation")

Found = dict[str, Any]


def main(peer: str) -> None:
    pages, mails = [], []
    for count in COUNTS:
        theirs = _measure(peer, "helpdesk_side", count)
        sqlite = _measure(sys.executable, "tyyni_side", count)
        postgres = _on_postgres(count)
        pages += [_page_row(count, name, sqlite, postgres, theirs) for name in NAMES]
        mails += [
            f"| {count:,} | Tyyni, SQLite | {_mail_cells(sqlite)} |",
            f"| {count:,} | Tyyni, PostgreSQL | {_mail_cells(postgres)} |",
            f"| {count:,} | django-helpdesk | {theirs['mails']['parsed']:.0f} parsed | – | {theirs['memory']:.0f} |",
        ]
    PAGE.write_text("\n".join([_HEAD, *pages, "", _MAIL_HEAD, *mails]) + "\n", "utf-8")


def _on_postgres(count: int) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        process, address = start_postgres(Path(folder))
        try:
            return _measure(sys.executable, "tyyni_side", count, TYYNI_DATABASE_URL=address)
        finally:
            process.terminate()
            process.wait()


def _measure(python: str, side: str, count: int, **settings: str) -> Found:
    """Fill in one process, serve in the next."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TYYNI_DATA": folder, **settings}
        script = f"benchmarks/desk/{side}.py"
        for stage in ("fill", "serve"):
            command = [python, "-W", "ignore", script, stage, str(count)]
            done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def _page_row(count: int, name: str, sqlite: Found, postgres: Found, theirs: Found) -> str:
    ours, also, peer = (side["times"][name] for side in (sqlite, postgres, theirs))
    return f"| {count:,} | {name} | {ours:.0f} | {also:.0f} | {peer:.0f} | {peer / ours:.1f} |"


def _mail_cells(found: Found) -> str:
    return f"{found['mails']['stored']:.0f} | {found['mails']['read']:.0f} | {found['memory']:.0f}"


_HEAD = """# The desk against django-helpdesk

Written by `python -m benchmarks.desk.compare PYTHON`, where PYTHON belongs to an environment with `django-helpdesk`,
`django-bootstrap4-form` and `packaging`. The same made-up conversations of three messages each, one in ten open, on the
same machine in the same run; django-helpdesk on SQLite. Milliseconds of the server, the median of several requests
through the whole Django stack. Our pages are whole; its list and search are the JSON of 25 rows that its page fetches.
What PostgreSQL learns of new rows by itself within minutes (VACUUM ANALYZE) it is asked to learn after the fill.

| conversations | page | Tyyni, SQLite, ms | Tyyni, PostgreSQL, ms | django-helpdesk, ms | times as quick |
|---|---|---|---|---|---|"""

_MAIL_HEAD = """## Mail in, and memory

Into the filled desk, in one process: stored is safe on disk; read is parsed, threaded, read by the engine's full
profile with the encoder, sorted into the queue and indexed for search. django-helpdesk parses and stores in one step,
and reads nothing. Memory is the most that the process which served the pages and took the mail in has held, in
megabytes, with the models loaded on our side.

| conversations | desk | mails stored a second | mails read a second | memory, MB |
|---|---|---|---|---|"""

if __name__ == "__main__":
    main(sys.argv[1])
