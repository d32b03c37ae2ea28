"""Writes docs/requirements.md from the rows and from the proofs: ``python -m tests.acceptance.table``."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "docs" / "requirements.md"
HEADINGS = {
    "understand": "Understand",
    "calm": "Stay calm",
    "acknowledge": "Acknowledge and apologise",
    "boundaries": "Set boundaries",
    "solve": "Solve",
    "hand_over": "Hand over, warn, end",
    "people": "Look after the people",
}
INTRODUCTION = """# What the desk does for difficult conversations, and what proves it

Five articles about angry, difficult and abusive customers (S0 to S4) ask for these things. A row that names a test is
done: the test goes through the running desk in Finnish, Polish and English, holds a case in which the feature stays
silent, and is shown to fail with the feature switched off. The other rows are open.

This page is written by `python -m tests.acceptance.table`.
"""


def rows() -> dict[str, dict[str, str]]:
    """What each row asks for, by part."""
    return tomllib.loads((FOLDER / "rows.toml").read_text("utf-8"))


def proofs() -> dict[str, tuple[str, str]]:
    """The file and the pages of each row that has a proof."""
    found = {}
    for path in sorted(FOLDER.glob("test_[sw]*.py")):
        told = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").splitlines()
        row, pages = told[0].partition(":")[0], told[-1].removeprefix("Page: ")
        found[row] = (path.name, pages)
    return found


def written() -> str:
    done, parts = proofs(), [INTRODUCTION]
    for part, asked in rows().items():
        parts += [f"\n## {HEADINGS[part]}\n", "| row | what the desk does | test | page |", "|---|---|---|---|"]
        for row, what in asked.items():
            # "…: see W.1" is proved there.
            test, pages = done.get(what.rpartition("see ")[2] if "see " in what else row, ("open", ""))
            link = f"[{test}](../tests/acceptance/{test})" if test != "open" else test
            parts.append(f"| {row} | {what} | {link} | {pages} |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
