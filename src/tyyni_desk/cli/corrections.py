"""``tyyni corrections``: what agents corrected, as training data on standard output; only if the company said so."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tyyni_desk.cli import process


def main(arguments: Sequence[str]) -> int:
    """Write a JSON line for each corrected message; the exit status is 2 while it is not allowed."""
    parser = argparse.ArgumentParser(prog="tyyni corrections", description=__doc__)
    parser.add_argument("--data", type=lambda name: Path(name).resolve(), default=Path("tyyni-data").resolve())
    options = parser.parse_args(arguments)
    process.set_up(options.data)
    from tyyni_desk.care.corrections import sharing  # after set_up: it needs the apps

    try:
        for line in sharing.lines():
            print(line)
    except sharing.NotShared:
        print("tyyni corrections: an admin must allow it first, under Settings, Corrections.", file=sys.stderr)
        return 2
    return 0
