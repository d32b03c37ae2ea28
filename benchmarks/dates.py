"""Due times of the table in tests/promises/expressions: ours and the library ``dateparser``, side by side.

``python -m benchmarks.dates`` prints a Markdown table. A row is right when the due time is that of the table, and, for
the looser columns, when at least the day is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateparser.search import search_dates

from tyyni.lexicon.rules import LANGUAGES, Language
from tyyni.promises.due import find_due

TABLE = Path(__file__).parents[1] / "tests" / "promises" / "expressions"
Reader = Callable[[dict[str, Any], Language], datetime | None]


def ours(row: dict[str, Any], language: Language) -> datetime | None:
    """The due time by ``find_due``."""
    sent = datetime.fromisoformat(row["sent_at"])
    found = find_due(row["text"], language=language, sent_at=sent, timezone=row["timezone"])
    return found.at if found else None


def library(row: dict[str, Any], language: Language) -> datetime | None:
    """The last date that dateparser finds in the sentence, in the future by preference."""
    settings = {
        "RELATIVE_BASE": datetime.fromisoformat(row["sent_at"]),
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
    }
    found = search_dates(row["text"], languages=[language], settings=settings)
    return found[-1][1].replace(tzinfo=ZoneInfo(row["timezone"])) if found else None


def main() -> None:
    """Print the table: right to the minute, right to the day, traps avoided."""
    print("| language | rows | system | exact | day right | traps avoided |\n|---|---|---|---|---|---|")
    for language in LANGUAGES:
        rows = [json.loads(line) for line in (TABLE / f"{language}.jsonl").read_text("utf-8").splitlines()]
        for name, reader in (("Tyyni", ours), ("dateparser", library)):
            print(f"| {language} | {len(rows)} | {name} | {' | '.join(_shares(rows, reader, language))} |")


def _shares(rows: list[dict[str, Any]], reader: Reader, language: Language) -> list[str]:
    read = [(row["due"], reader(row, language)) for row in rows]
    written = [(due, at.strftime("%Y-%m-%dT%H:%M") if at else None) for due, at in read]
    timed = [(due, at) for due, at in written if due]
    traps = [at for due, at in written if not due]
    exact = sum(due == at for due, at in timed) / len(timed)
    day = sum(due[:10] == (at or "")[:10] for due, at in timed) / len(timed)
    return [f"{share:.3f}" for share in (exact, day, sum(at is None for at in traps) / len(traps))]


if __name__ == "__main__":
    main()
