"""``tyyni import PATH``: an mbox, an .eml or a folder of them, through the same way as fetched mail."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from tyyni_desk.cli import process


def main(arguments: Sequence[str]) -> int:
    """Store every mail and read it; the exit status is 2 when the path is not there."""
    parser = argparse.ArgumentParser(prog="tyyni import", description=__doc__)
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument("--data", type=lambda name: Path(name).resolve(), default=Path("tyyni-data").resolve())
    options = parser.parse_args(arguments)
    if not options.path.exists():
        print(f"tyyni import: {options.path} does not exist. Give an mbox, an .eml or a folder.", file=sys.stderr)
        return 2
    process.set_up(options.data)
    from tyyni_desk.jobs import worker  # after set_up: they need the apps
    from tyyni_desk.mail import importing

    with tqdm(unit=" mails", disable=not sys.stderr.isatty()) as bar:
        found = importing.import_path(options.path, progress=lambda done: bar.update(done.found - bar.n) and None)
    worker.run_all(limit=10**9)
    print(f"{found.found} mails, {found.new} of them new; what was here before is as it was.")
    return 0
