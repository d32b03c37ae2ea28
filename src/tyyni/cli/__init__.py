"""The command line: ``tyyni read``, ``tyyni review``, ``tyyni step``, ``tyyni draft``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from tyyni.cli.run import run
from tyyni.cli.tasks import TASKS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, or 2 when the command itself was wrong."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in _others():
        return _run_other(_others()[given[0]], given[1:])
    options = _parser().parse_args(given)
    sources = [Path(name) for name in options.paths]
    for path in sources:
        if str(path) != "-" and not path.exists():
            print(
                f"tyyni: {path} does not exist. Give a file, a folder, or - for standard input.",
                file=sys.stderr,
            )
            return 2
    if options.resume and not options.out:
        print("tyyni: --resume needs --out FILE, the file to go on with.", file=sys.stderr)
        return 2
    try:
        run(options, sources)
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        sys.stderr.close()
    return 0


def _others() -> dict[str, EntryPoint]:
    """Commands that other packages bring; the desk's are among them when it is installed."""
    return {found.name: found for found in entry_points(group="tyyni.commands")}


def _run_other(command: EntryPoint, arguments: Sequence[str]) -> int:
    try:
        run_command = command.load()
    except ModuleNotFoundError as missing:
        print(
            f"tyyni {command.name} needs the desk ({missing.name} is not installed): pip install 'tyyni[desk]'",
            file=sys.stderr,
        )
        return 2
    return int(run_command(arguments))


def _parser() -> argparse.ArgumentParser:
    others = ", ".join(sorted(_others()))
    parser = argparse.ArgumentParser(prog="tyyni", description=__doc__, epilog=f"With the desk installed: {others}.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, task in TASKS.items():
        command = commands.add_parser(name, help=task.help, description=task.help)
        command.add_argument("paths", nargs="*", default=["-"], metavar="PATH", help=task.takes)
        command.add_argument(
            "--format",
            choices=("text", "jsonl"),
            default="text",
            help="jsonl: one JSON object a line, in and out",
        )
        command.add_argument(
            "--profile",
            choices=("full", "fast"),
            default="full",
            help="fast: without the encoder, 20 times as quick",
        )
        command.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes (default: 1)")
        command.add_argument("--out", type=Path, metavar="FILE", help="write here instead of standard output")
        command.add_argument("--resume", action="store_true", help="with --out: go on after its last whole line")
    return parser


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
