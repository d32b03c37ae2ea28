"""Speed and memory of each system: a fresh process each, one core, one message a call.

``python -m benchmarks.peers.costs NAME LANGUAGE`` is that process: texts in as JSON, the measured cost out.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.peers.systems import SYSTEMS, System

ROOT = Path(__file__).parents[2]
SAMPLE = 150
PASSES = 3
_PATIENCE = 15.0  # seconds after which no further pass begins
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TOKENIZERS_PARALLELISM")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one system takes in one fresh process."""

    per_second: float
    load_seconds: float
    first_milliseconds: float
    before_mb: float
    after_mb: float


def costs(systems: Iterable[System]) -> str:
    """Measure every system in every language, one at a time; a Markdown section."""
    # Here and not above: the measuring process must not hold these.
    from training.messages import LANGUAGES

    from benchmarks.scores import SEED, table
    from training import messages

    texts = {
        language: random.Random(SEED).sample([message.text for message in messages.load("test", [language])], SAMPLE)
        for language in LANGUAGES
    }
    rows = []
    for system in systems:
        if "cost" in system.tasks:
            measured = {language: cost_of(system, language, texts[language]) for language in LANGUAGES}
            rows.append([system.name, *_cells(measured)])
    words = ", ".join(f"{language} {_mean_words(texts[language]):.0f}" for language in LANGUAGES)
    header = ["system", *(f"messages/s, {language}" for language in LANGUAGES)]
    header += ["load, s", "first message, ms", "resident after it, MB", "of that Python, MB"]
    return f"## Speed and memory\n\n{_COSTS.format(words=words)}\n\n{table(header, rows)}\n"


def cost_of(system: System, language: str, texts: Sequence[str]) -> Cost:
    """The cost of one system, measured by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.peers.costs", system.name, language],
        input=json.dumps(texts),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | dict.fromkeys(_ONE_THREAD, "1") | {"TOKENIZERS_PARALLELISM": "false"},
    )
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _cells(measured: dict[str, Cost]) -> list[str]:
    english = measured["en"]
    return [
        *(
            f"{cost.per_second:,.0f}" if cost.per_second >= 10 else f"{cost.per_second:.1f}"
            for cost in measured.values()
        ),
        f"{english.load_seconds:.2f}",
        f"{english.first_milliseconds:,.1f}",
        f"{english.after_mb:,.0f}",
        f"{english.before_mb:,.0f}",
    ]


def _mean_words(texts: Sequence[str]) -> float:
    return sum(len(text.split()) for text in texts) / len(texts)


def measure(system: System, language: str, texts: Sequence[str]) -> Cost:
    """Load, read the first message, then all of them up to three times: the fastest pass counts."""
    import psutil

    process = psutil.Process()
    before = process.memory_info().rss
    started = perf_counter()
    read = system.load(language)
    loaded = perf_counter()
    read(texts[0])
    first = perf_counter()
    after = process.memory_info().rss

    passes: list[float] = []
    while len(passes) < PASSES and perf_counter() - first < _PATIENCE:
        begun = perf_counter()
        for text in texts:
            read(text)
        passes.append(perf_counter() - begun)
    return Cost(len(texts) / min(passes), loaded - started, 1000 * (first - loaded), before / 1e6, after / 1e6)


def main(name: str, language: str) -> None:
    """Measure one system on the texts from standard input."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    system = next(system for system in SYSTEMS if system.name == name)
    print(json.dumps(asdict(measure(system, language, json.load(sys.stdin)))))


_COSTS = f"""Each cell comes from a fresh process held to one core, one message a call, on the same {SAMPLE} test
messages of the language (a fixed random sample; mean words: {{words}}). The fastest of {PASSES} passes counts, fewer
where one takes long. Load is the import and what the peer loads with it; some load more with the first message. The
last four columns are from the English process. emotional-deescalation-mcp looks for all its patterns in one call,
Tyyni fills every field of a reading, the others give one number."""


if __name__ == "__main__":
    main(*sys.argv[1:])
