"""The review beside English text checkers, on the same replies in one run (``python -m benchmarks.checkers``).

Needs node; ``npm install --prefix benchmarks/checkers`` first. Writes docs/benchmarks/checkers.md.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.replies import Reply

from benchmarks.reading import DOCS
from benchmarks.scores import table
from training import replies
from tyyni import review

CHECKERS = ("alex", "write-good", "retext-equality", "retext-profanities", "harper")
FOLDER = Path(__file__).parent
_EXAMPLES = 12


def check(rows: Sequence[Reply]) -> dict[str, dict[str, Any]]:
    """What each checker says of each reply, by id; raises CalledProcessError when node or a package is missing."""
    lines = "\n".join(json.dumps({"id": row.id, "reply": row.reply}) for row in rows)
    done = subprocess.run(["node", "run.mjs"], cwd=FOLDER, input=lines, capture_output=True, text=True, check=True)
    return {found["id"]: found for found in map(json.loads, done.stdout.splitlines())}


def ours(rows: Sequence[Reply]) -> dict[str, dict[str, Any]]:
    """The same from the review; it alone is also shown the message that is answered."""
    found = {}
    for row in rows:
        began = time.perf_counter()
        got = review(row.reply, message=row.message or None, name=row.name, channel=row.channel, language="en")
        codes = [fault.code for fault in got.faults]
        found[row.id] = {"Tyyni": codes, "seconds": {"Tyyni": time.perf_counter() - began}}
    return found


def scores(rows: Sequence[Reply], found: dict[str, dict[str, Any]], name: str) -> list[object]:
    """How well “the checker says something” tells a faulty reply from a clean one."""
    faulty = {row.id for row in rows if row.faults}
    flagged, by_us = ({row.id for row in rows if found[row.id][one]} for one in (name, "Tyyni"))
    right = sum((row.id in faulty) == (row.id in flagged) for row in rows)
    precision = len(faulty & flagged) / len(flagged) if flagged else 0.0
    seconds = sum(found[row.id]["seconds"][name] for row in rows)
    return [
        name,
        f"{right / len(rows):.3f}",
        f"{len(faulty & flagged) / len(faulty):.3f}",
        f"{precision:.3f}",
        f"{len(flagged - faulty) / (len(rows) - len(faulty)):.3f}",
        f"{len(flagged & faulty - by_us)} of {len(faulty - by_us)}",
        f"{len(rows) / seconds:.0f}",
    ]


def main() -> None:
    """Check the English test replies and write the page."""
    rows = replies.load("test", ["en"])
    found = check(rows)
    for identity, said in ours(rows).items():
        found[identity]["seconds"] |= said.pop("seconds")
        found[identity] |= said
    clean = sum(not row.faults for row in rows)
    majority = ["always “clean”", f"{clean / len(rows):.3f}", "0.000", "–", "0.000", "–", "–"]
    missed = Counter(
        f"{name}: {reason}"
        for row in rows
        if not found[row.id]["Tyyni"]
        for name in CHECKERS
        for reason in found[row.id][name]
    )
    header = [
        "checker",
        "accuracy",
        "faulty found",
        "precision",
        "clean flagged",
        "faulty that Tyyni misses",
        "replies/s",
    ]
    parts = [
        _HEAD,
        table(header, [majority, *(scores(rows, found, name) for name in ("Tyyni", *CHECKERS))]),
        "\n## What they say of replies in which Tyyni finds nothing\n",
        table(
            ["how often", "what"],
            [[count, reason.replace("|", "/")] for reason, count in missed.most_common(_EXAMPLES)],
        ),
        _TAIL,
    ]
    (DOCS / "checkers.md").write_text("\n".join(parts), "utf-8")
    print("\n".join(parts))


_HEAD = """# Beside English text checkers

Written by `python -m benchmarks.checkers` (it needs node): the 150 English test replies, half of them without fault. A
checker “flags” a reply when it says anything of it. The checkers were made for other faults (inclusive language,
profanity, style) and know English only. harper, an offline grammar checker, stands for LanguageTool, which needs a
server of its own.
"""

_TAIL = """
Most of these are matters of style, grammar or inclusive language, which Tyyni leaves alone: who wants them keeps one of
these beside it. Of the faulty replies that Tyyni passes they flag most, but they flag clean replies as often: what they
say is not what is wrong with the reply.
"""


if __name__ == "__main__":
    main()
