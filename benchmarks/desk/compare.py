"""Tyyni and django-helpdesk in one run: ``python -m benchmarks.desk.compare PYTHON_WITH_HELPDESK``.

The argument is the Python of an environment with ``pip install django-helpdesk django-bootstrap4-form``. Writes
docs/benchmarks/desk.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "benchmarks" / "desk.md"
COUNTS = (10_000, 50_000)
NAMES = ("list", "list, everything", "search", "conversation")


def main(peer: str) -> None:
    rows = []
    for count in COUNTS:
        ours = _run(sys.executable, "tyyni_side", count)
        theirs = _run(peer, "helpdesk_side", count)
        rows += [_row(count, name, ours["times"][name], theirs["times"][name]) for name in NAMES]
    PAGE.write_text(_HEAD + "\n".join(rows) + "\n", "utf-8")


def _run(python: str, side: str, count: int) -> dict[str, Any]:
    command = [python, "-W", "ignore", f"benchmarks/desk/{side}.py", str(count)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TYYNI_READING_PROFILE": "fast"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _row(count: int, name: str, ours: float, theirs: float) -> str:
    return f"| {count:,} | {name} | {ours:.0f} | {theirs:.0f} | {theirs / ours:.1f} |"


_HEAD = """# The desk against django-helpdesk

Written by `python -m benchmarks.desk.compare PYTHON`, where PYTHON belongs to an environment with `django-helpdesk` and
`django-bootstrap4-form`. The same made-up conversations of three messages each, one in ten open, on SQLite, on the same
machine in the same run. Milliseconds of the server, the median of several requests through the whole Django stack. Our
pages are whole; its list and search are the JSON of 25 rows that its page fetches.

| conversations | page | Tyyni, ms | django-helpdesk, ms | times as quick |
|---|---|---|---|---|
"""

if __name__ == "__main__":
    main(sys.argv[1])
