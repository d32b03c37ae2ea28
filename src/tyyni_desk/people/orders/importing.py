"""A file of orders: what it would do is shown first; then a job takes it in, a batch at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tyyni_desk.people.models import Agent, OrderImport
from tyyni_desk.people.orders.given import Given, orders
from tyyni_desk.people.orders.tables import read
from tyyni_desk.people.orders.upserts import Changes, compared, outcome, upsert

_BATCH = 200
_SHOWN = 40
_MOST_FAULTS = 500
State = OrderImport.State


def look_at(content: bytes, *, name: str, by: Agent) -> OrderImport:
    """Keep a file and say what it would do; no order is written. Raises tables.NotATable."""
    table = read(content)
    found, faults = orders(table)
    counts: Counter[str] = Counter()
    examples: list[dict[str, Any]] = []
    for batch in _batches(found):
        for given, order, changes in compared(batch):
            does = outcome(order, changes)
            counts[does] += 1
            if len(examples) < _SHOWN and does != "same":
                examples.append(_example(given, does, changes))
    return OrderImport.objects.create(
        name=name[:200],
        by=by,
        content=content,
        total=len(found),
        counts=dict(counts),
        examples=examples,
        faults=[asdict(fault) for fault in faults[:_MOST_FAULTS]],
        fault_count=len(faults),
        header=[cell[:100] for cell in table.header],
        charset=table.charset,
    )


def go_on(import_id: int) -> None:
    """Take in what is left of a file. Each batch is kept with how far it came, so that a stop costs nothing."""
    found = OrderImport.objects.filter(pk=import_id, state=State.RUNNING).first()
    if found is None:
        return
    given, _faults = orders(read(bytes(found.content)))
    for batch in _batches(given[found.done :]):
        with transaction.atomic():
            found.counts = dict(Counter(found.counts) + Counter(upsert(batch)))
            found.done += len(batch)
            found.save(update_fields=["counts", "done"])
    found.state, found.finished_at, found.content = State.DONE, timezone.now(), b""
    found.save(update_fields=["state", "finished_at", "content"])


def _batches(found: Sequence[Given]) -> Iterable[Sequence[Given]]:
    return (found[start : start + _BATCH] for start in range(0, len(found), _BATCH))


def _example(given: Given, does: str, changes: Changes) -> dict[str, Any]:
    return {
        "line": given.line,
        "number": given.number,
        "outcome": does,
        "customer": given.name or given.email or given.phone,
        "changes": {name: [_shown(before), _shown(after)] for name, (before, after) in changes.items()},
    }


def _shown(value: Any) -> str | None:  # of any field
    if isinstance(value, list):
        return ", ".join(f"{row.get('quantity', 1)} × {row.get('name', '')}" for row in value)[:200]
    if isinstance(value, datetime):
        return value.isoformat()
    return None if value in (None, "") else str(value)[:200]
