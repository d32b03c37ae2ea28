"""The reader's worst mistakes, surest first (``python -m benchmarks.mistakes``): docs/benchmarks/mistakes.md."""

from __future__ import annotations

from collections.abc import Iterator

from training.messages import LANGUAGES

from benchmarks.reading import DOCS, Pair, pairs
from benchmarks.scores import table

MOST = 20
_LABELS = ("emotion", "abuse", "kind", "repeat", "vulnerable")
_LONGEST = 160


def mistakes(found: list[Pair]) -> Iterator[tuple[float, str, str, str, Pair]]:
    """Confidence, label, what it is, what was read, for each wrong label."""
    for pair in found:
        for label in _LABELS:
            wanted, got = getattr(pair.wanted, label), getattr(pair.got, label)
            if wanted != got:
                yield pair.got.confidence[label], label, str(wanted), str(got), pair


def main() -> None:
    """Write the worst 20 of each language, one a message."""
    parts = [_HEAD]
    for language in LANGUAGES:
        worst = sorted(mistakes(pairs(language, "full")), key=lambda mistake: -mistake[0])
        rows, seen = [], set()
        for confidence, label, wanted, got, pair in worst:
            if pair.wanted.id in seen or len(rows) == MOST:
                continue
            seen.add(pair.wanted.id)
            text = " ".join(pair.wanted.text.split())[:_LONGEST].replace("|", "/")
            rows.append([f"{confidence:.2f}", label, wanted, got, text])
        parts.append(f"## {language}\n\n{table(['sure', 'label', 'is', 'read as', 'message'], rows)}\n")
    (DOCS / "mistakes.md").write_text("\n".join(parts), "utf-8")


_HEAD = """# The worst mistakes

Written by `python -m benchmarks.mistakes`: on the test split, profile `full`, the 20 wrong labels of each language that
the reader was surest of, one a message. What they have in common is told in [what goes wrong](what-goes-wrong.md).
"""


if __name__ == "__main__":
    main()
