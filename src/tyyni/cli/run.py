"""Run a command over a stream of items: in order, in parallel if asked, with memory that stays flat."""

from __future__ import annotations

import argparse
import json
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

from tqdm import tqdm

from tyyni.cli.inbox import show
from tyyni.cli.sources import Item, items
from tyyni.cli.tasks import Output, do
from tyyni.models.judge import Profile

_CHUNK = 32
_AHEAD = 4  # chunks waiting for each worker, so that memory does not grow with the input


def run(options: argparse.Namespace, paths: list[Path]) -> None:
    """Do every item of ``paths`` and write the results in their order."""
    source = items(paths, as_lines=options.format == "jsonl")
    with _target(options) as (stream, done):
        todo = islice(source, done, None)
        outputs = _outputs(todo, options.command, options.profile, options.workers)
        shown = tqdm(outputs, unit=" items", initial=done, disable=not sys.stderr.isatty(), file=sys.stderr)
        for number, output in enumerate(shown, done + 1):
            if options.format == "jsonl":
                stream.write(json.dumps(output, ensure_ascii=False) + "\n")
            else:
                show(options.command, number, output, stream)


@contextmanager
def _target(options: argparse.Namespace) -> Iterator[tuple[IO[str], int]]:
    """The stream to write to, and how many items it holds already."""
    if not options.out:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a real stream
        yield sys.stdout, 0
        sys.stdout.flush()
        return
    done = _whole_lines(options.out) if options.resume and options.out.exists() else 0
    with options.out.open("a" if done else "w", encoding="utf-8") as stream:
        yield stream, done


def _whole_lines(path: Path) -> int:
    """Count the lines, and cut off the last one if a killed run left it half written."""
    lines = size = 0
    with path.open("rb+") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                lines += 1
                size += len(line)
        stream.truncate(size)
    return lines


def _outputs(source: Iterator[Item], command: str, profile: Profile, workers: int) -> Iterator[Output]:
    if workers == 1:
        return (do(command, item, profile) for item in source)
    return _parallel(source, command, profile, workers)


def _parallel(source: Iterator[Item], command: str, profile: Profile, workers: int) -> Iterator[Output]:
    pool = ProcessPoolExecutor(workers)
    waiting: deque[tuple[list[Item], Future[list[Output]]]] = deque()
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (chunk := list(islice(source, _CHUNK))):
                waiting.append((chunk, pool.submit(_chunk, command, chunk, profile)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                # A worker was killed. Find out by which item, then start anew with what was waiting.
                yield from _one_by_one(command, chunk, profile)
                pool = ProcessPoolExecutor(workers)
                waiting = deque((rest, pool.submit(_chunk, command, rest, profile)) for rest, _ in waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _chunk(command: str, chunk: list[Item], profile: Profile) -> list[Output]:
    return [do(command, item, profile) for item in chunk]


def _one_by_one(command: str, chunk: list[Item], profile: Profile) -> Iterator[Output]:
    for item in chunk:
        with ProcessPoolExecutor(1) as pool:
            try:
                yield pool.submit(do, command, item, profile).result()
            except BrokenProcessPool:
                yield {
                    "id": item.id,
                    "error": "the process that read this was killed; nothing else was lost",
                }
