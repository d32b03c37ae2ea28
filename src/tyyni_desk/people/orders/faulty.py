"""The rows that were not taken, as a file to mend and send again. Nothing in it can run in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def sheet(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """As CSV; with a mark at the beginning, by which spreadsheets know that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([guarded(cell) for cell in header])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def guarded(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula begins with an apostrophe, and stays text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
