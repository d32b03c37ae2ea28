"""Peers and Tyyni side by side, on the same texts in one run (``python -m benchmarks.peers``).

Writes docs/benchmarks/peers.md and docs/benchmarks-scaling.svg.
"""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.comparisons import quality
from benchmarks.peers.costs import costs
from benchmarks.peers.scaling import scaling
from benchmarks.peers.systems import SYSTEMS, System, prepare_spacy
from benchmarks.reading import DOCS
from benchmarks.scores import RESAMPLES, SEED, table
from tyyni import __version__


def page(systems: Sequence[System]) -> tuple[str, str]:
    """Measure every system that is installed; return the Markdown page and the drawing."""
    installed = [system for system in systems if system.version]
    # Costs first: nothing else is loaded yet that would press on memory or caches.
    cost = costs(installed)
    scaled, drawing = scaling(installed)
    parts = [head(systems), quality(installed), cost, scaled]
    return "\n".join(parts), drawing


def head(systems: Sequence[System]) -> str:
    """What was measured, where and how."""
    rows = [[system.name, system.version or "**not installed: left out**", system.call] for system in systems]
    notes = []
    if any(system.distribution == "emotional-deescalation-mcp" and system.version for system in systems):
        notes.append(
            f"\nemotional-deescalation-mcp ran {prepare_spacy()}. Its parts that ask a language model did not."
        )
    return "\n".join(
        [
            _HEAD.format(
                version=__version__,
                cpu=_processor(),
                cores=os.cpu_count(),
                python=platform.python_version(),
                resamples=RESAMPLES,
                seed=SEED,
            ),
            table(["system", "version", "called with"], rows),
            *notes,
            "",
        ]
    )


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", listed.read_text("utf-8")) if listed.exists() else None
    return found[1].strip() if found else platform.processor() or platform.machine()


def main() -> None:
    """Measure, print the page and write it."""
    text, drawing = page(SYSTEMS)
    DOCS.mkdir(parents=True, exist_ok=True)
    (DOCS / "peers.md").write_text(text, "utf-8")
    (DOCS.parent / "benchmarks-scaling.svg").write_text(drawing, "utf-8")
    print(text)


_HEAD = """# Beside its peers

Written by `python -m benchmarks.peers`: every number on this page is from one run, on the same texts. Machine: {cpu},
{cores} cores; Python {python}; Tyyni {version}. It needs the extra `bench` and the public sets
(`TYYNI_TRAINING_DATA`).

The messages are our own test split, all of its parts (everyday messages and the safety items; `data/messages` tells
how it was made). It was written for Tyyni's labels and the same kind of writers wrote what Tyyni learned from, which
favours Tyyni; the peers were made for other texts, and most of them for English alone. Every system gets the text and
nothing else. Thresholds are the peers' documented defaults. Intervals are 95 %, over {resamples:,} resamples with the
seed {seed}.
"""


if __name__ == "__main__":
    main()
