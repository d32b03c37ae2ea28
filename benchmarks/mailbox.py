"""A hundred thousand mails through the command line, killed half way and resumed.

``python -m benchmarks.mailbox`` writes docs/benchmarks/mailbox.md; ``--mails N`` is for a quick look.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.scores import table

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "mailbox.md"
SOURCES = Path(__file__).parents[1] / "src"
MAILS, WORKERS, SEED = 100_000, 2, 7
BROKEN_EACH = 500
BROKEN = ("empty", "no headers", "truncated", "noise", "unknown charset")
_BORDER = b"From bench@x.example Mon Nov  2 12:04:00 2026\n"
_NUMBER = re.compile(rb"(?<![\w=.+/-])\d{5,}(?![\w=+/-])")
_MESSAGE_ID = re.compile(rb"(?mi)^Message-ID:[^\n]*\n(?:[ \t][^\n]*\n)*")


@dataclass(frozen=True, slots=True)
class Run:
    """One process from its start to its end: how long, how much done, and its memory each second."""

    seconds: float
    lines: int
    resident_mb: tuple[float, ...]

    def quarter(self, number: int) -> float:
        """The mean resident memory of the first (0) … last (3) quarter."""
        size = max(len(self.resident_mb) // 4, 1)
        part = self.resident_mb[-size:] if number == 3 else self.resident_mb[number * size : (number + 1) * size]
        return sum(part) / max(len(part), 1)


def write_mailbox(path: Path, mails: int) -> None:
    """Write an mbox of the sample mails over and over, each with numbers of its own, some of them broken."""
    folder = resources.files("tyyni") / "sample"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".eml"))
    samples = [(folder / name).read_bytes() for name in names]
    noise = random.Random(SEED)
    with path.open("wb") as stream:
        for number in range(1, mails + 1):
            raw = renumbered(samples[number % len(samples)], number)
            if kind := broken_kind(number):
                raw = broken(kind, raw, noise)
            # As mbox writers do: a ">" before what looks like a border, and a blank line after each mail.
            stream.write(_BORDER + re.sub(rb"(?m)^(>*From )", rb">\1", raw).rstrip(b"\n") + b"\n\n")


def renumbered(raw: bytes, number: int) -> bytes:
    """A mail with a Message-ID and, where no part is base64, order numbers of its own."""
    raw = _MESSAGE_ID.sub(b"", raw, count=1)
    if b"base64" not in raw.lower():
        raw = _NUMBER.sub(lambda match: b"%0*d" % (len(match[0]), (int(match[0]) + number) % 10 ** len(match[0])), raw)
    return b"Message-ID: <%d@mailbox.example>\n" % number + raw


def broken_kind(number: int) -> str | None:
    """Which way the mail of this number is broken, if it is."""
    turn, rest = divmod(number, BROKEN_EACH)
    return BROKEN[turn % len(BROKEN)] if rest == 0 else None


def broken(kind: str, raw: bytes, noise: random.Random) -> bytes:
    """The mail, broken in one of five ways."""
    head = b"From: a@x.example\nSubject: x\nContent-Type: "
    if kind == "empty":
        return b""
    if kind == "no headers":
        return b"\nThese words stand alone.\n"
    if kind == "truncated":
        part = b"--edge\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPGI+SGVsbG8"
        return head + b'multipart/mixed; boundary="edge"\n\n' + part
    if kind == "noise":
        return noise.randbytes(4000)
    return head + b"text/plain; charset=x-martian-7\n\nHyv\xe4\xe4 p\xe4iv\xe4\xe4\n"


def run(mailbox: Path, out: Path, *, resume: bool, kill_at: int | None = None) -> Run:
    """Run the command line on the mailbox, watched each second; kill all its processes at ``kill_at`` lines."""
    command = [sys.executable, "-m", "tyyni", "read", str(mailbox), "--profile", "fast", "--format", "jsonl"]
    command += ["--workers", str(WORKERS), "--out", str(out), *(["--resume"] if resume else [])]
    paths = os.pathsep.join(filter(None, [str(SOURCES), os.environ.get("PYTHONPATH")]))
    before, size = _lines(out, 0)
    lines = before
    started = time.perf_counter()
    process = subprocess.Popen(command, start_new_session=True, env=os.environ | {"PYTHONPATH": paths})
    resident = []
    try:
        while process.poll() is None:
            resident.append(_resident_mb(process.pid))
            more, size = _lines(out, size)
            lines += more
            if kill_at is not None and lines >= kill_at:
                break
            time.sleep(1)
    finally:
        # Its own session hears no Ctrl-C, so that an interrupted benchmark must end it too.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    seconds = time.perf_counter() - started
    if process.returncode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"tyyni ended with {process.returncode}")
    return Run(seconds, _lines(out, 0)[0] - before, tuple(look for look in resident if look))


def _resident_mb(pid: int) -> float:
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0.0  # It ended between two looks; this second is left out.
    return total / 1e6


def _lines(path: Path, start: int) -> tuple[int, int]:
    """How many lines end after the byte ``start``, and how long the file is now."""
    if not path.exists():
        return 0, 0
    with path.open("rb") as stream:
        stream.seek(start)
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b"")), stream.tell()


def check(out: Path, mailbox: Path, mails: int) -> Counter[str]:
    """Count what became of the broken mails; raises ValueError for a line lost, doubled or out of order."""
    became: Counter[str] = Counter()
    number = 0
    for number, output in enumerate(_outputs(out), 1):
        if output["id"] != f"{mailbox.name}:{number}":
            raise ValueError(f"line {number} is for {output['id']}")
        kind = broken_kind(number)
        if kind is None and output.get("message_id") != f"<{number}@mailbox.example>":
            raise ValueError(f"line {number} is not of its mail: {output.get('error', output.get('message_id'))}")
        if kind is not None:
            became[f"{kind}: {output.get('error', 'read')}"] += 1
    if number != mails:
        raise ValueError(f"{number} lines for {mails} mails")
    return became


def _outputs(out: Path) -> Iterator[dict[str, object]]:
    with out.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def page(mails: int, megabytes: float, runs: list[Run], became: Counter[str]) -> str:
    """The page."""
    rows = [
        [
            name,
            f"{measured.lines:,}",
            f"{measured.seconds:,.0f}",
            f"{measured.lines / measured.seconds:,.0f}",
            f"{measured.quarter(0):,.0f}",
            f"{measured.quarter(3):,.0f}",
            f"{max(measured.resident_mb, default=0):,.0f}",
        ]
        for name, measured in zip(("until killed", "resumed"), runs, strict=True)
    ]
    header = ["run", "mails", "seconds", "mails/s", "resident, first quarter, MB", "last quarter, MB", "most, MB"]
    broken_rows = [[*what.split(": ", 1), count] for what, count in sorted(became.items())]
    return "\n".join(
        [
            _HEAD.format(mails=f"{mails:,}", megabytes=f"{megabytes:,.0f}"),
            table(header, rows),
            "\n## The broken mails\n",
            table(["broken", "became", "mails"], broken_rows),
            "",
        ]
    )


def main() -> None:
    """Build, run, kill, resume, check, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=MAILS, metavar="N", help="fewer for a quick look")
    mails: int = parser.parse_args().mails

    with TemporaryDirectory() as folder:
        mailbox, out = Path(folder, "post.mbox"), Path(folder, "out.jsonl")
        write_mailbox(mailbox, mails)
        runs = [run(mailbox, out, resume=False, kill_at=mails // 2), run(mailbox, out, resume=True)]
        became = check(out, mailbox, mails)
        text = page(mails, mailbox.stat().st_size / 1e6, runs, became)
    print(text)
    if mails == MAILS:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, "utf-8")


_HEAD = f"""# A large mailbox

Written by `python -m benchmarks.mailbox`: one mbox of {{mails}} mails ({{megabytes}} MB), made of the 40 sample mails
with a Message-ID each and changed numbers, one in {BROKEN_EACH} broken. It is read with
`--profile fast --format jsonl --workers {WORKERS}`; when half is written, all its processes are killed (SIGKILL), and a
second run goes on with `--resume`. Checked: as many lines as mails, in order, each of its own mail, none twice.

Resident memory is the sum over all processes, looked at each second; pages that they share count once for each.
Seconds include the start, and for the resumed run the passing over what was done.
"""


if __name__ == "__main__":
    main()
