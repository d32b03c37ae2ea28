"""``tyyni serve``: the desk of a real team."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tyyni_desk.cli import process


def main(arguments: Sequence[str]) -> int:
    """Serve the desk from a data folder; the exit status is 2 when another one already does."""
    options = parser("tyyni serve", __doc__ or "").parse_args(arguments)
    try:
        with process.only_one(options.data):
            process.set_up(options.data)
            from tyyni_desk.people.agents import first_admin_link  # after set_up: it needs the apps

            link = first_admin_link()
            print(f"Tyyni stands at http://{options.host}:{options.port}")
            if link:
                print(f"Nobody can sign in yet. The first admin opens this link, once: {link}")
            process.serve(host=options.host, port=options.port, threads=options.workers)
    except process.AlreadyRunning as reason:
        print(f"tyyni serve: {reason}", file=sys.stderr)
        return 2
    return 0


def parser(program: str, about: str, *, data: str = "tyyni-data") -> argparse.ArgumentParser:
    """The options that every command with a server has."""
    found = argparse.ArgumentParser(prog=program, description=about)
    found.add_argument(
        "--data", type=lambda name: Path(name).resolve(), default=Path(data).resolve(), help="data folder"
    )
    found.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    found.add_argument("--port", type=int, default=8765)
    found.add_argument("--workers", type=int, default=2, metavar="N", help="threads for jobs (default: 2)")
    return found
