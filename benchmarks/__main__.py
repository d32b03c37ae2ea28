"""Every measured page on one (``python -m benchmarks``): docs/benchmarks.md. A second.

The first table of each page of docs/benchmarks, the goals of the engine before the costs of the desk.
"""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
_ORDER = (
    "reading",
    "public",
    "peers",
    "evidence",
    "real-input",
    "replies",
    "checkers",
    "steps",
    "forecast",
    "mailbox",
    "reviewing",
    "desk",
    "review-latency",
    "faults",
    "raw-mail",
)
_LISTS = ("mistakes", "what-goes-wrong")  # examples, nothing to sum up
_HEAD = """# What is measured

Written by `python -m benchmarks` from the pages below, each of which a script writes; the page says which one, how it
measures and what its limits are. Here stands the first table of each.
"""


def overview(pages: Path = DOCS / "benchmarks") -> str:
    """The overview as Markdown; raises ValueError when a page is not in its order."""
    names = {path.stem for path in pages.glob("*.md")} - set(_LISTS)
    if unknown := names - set(_ORDER):
        raise ValueError(f"say in _ORDER where these pages stand: {', '.join(sorted(unknown))}")
    return "\n".join([_HEAD, *(_section(pages / f"{name}.md") for name in _ORDER if name in names)])


def _section(path: Path) -> str:
    text = path.read_text("utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    table = re.search(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return f"## [{title}](benchmarks/{path.name})\n\n{table[0] if table else ''}"


def main() -> None:
    """Write the overview."""
    (DOCS / "benchmarks.md").write_text(overview(), "utf-8")


if __name__ == "__main__":
    main()
