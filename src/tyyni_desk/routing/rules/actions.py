"""Changes the rulebook: every change is a new version, and stands on the audit log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent
from tyyni_desk.routing.rules.models import RulebookVersion
from tyyni_desk.routing.rules.values import Rule, Rulebook, written


class UnknownRule(Exception):
    """Somebody else removed it."""


def settle(*, is_on: bool, most: int, by: Agent) -> None:
    """Whether conversations are given out by the desk, and how many one person may have open."""
    _write(lambda book: replace(book, is_on=is_on, most=most), by=by)


def write_rule(rule: Rule, *, by: Agent) -> None:
    """Add a rule (``id`` 0) at the end, or change one in its place. Raises UnknownRule."""
    _write(lambda book: _known(book, rule.id).with_rule(rule) if rule.id else book.with_rule(rule), by=by)


def move(rule_id: int, *, up: bool, by: Agent) -> None:
    """The first rule that holds decides, so their order matters."""
    _write(lambda book: _known(book, rule_id).moved(rule_id, up=up), by=by)


def remove(rule_id: int, *, by: Agent) -> None:
    _write(lambda book: _known(book, rule_id).without(rule_id), by=by)


def use_again(version: RulebookVersion, *, by: Agent) -> None:
    """An earlier version holds again, as a new one."""
    _write(lambda _book: version.book, by=by)


def _known(book: Rulebook, rule_id: int) -> Rulebook:
    if book.rule(rule_id) is None:
        raise UnknownRule
    return book


@transaction.atomic
def _write(changed: Callable[[Rulebook], Rulebook], *, by: Agent) -> None:
    """Two leads at once follow each other; what changes nothing is no version."""
    latest = RulebookVersion.objects.select_for_update().first()
    before = latest.book if latest else Rulebook()
    book = changed(before)
    if book == before:
        return
    RulebookVersion.objects.create(is_on=book.is_on, most=book.most, rules=written(book.rules), by=by)
    audit.note(by=by, action="routing_changed", subject=_subject(before, book), detail=_difference(before, book))


def _subject(before: Rulebook, book: Rulebook) -> str:
    changed = {rule.id for rule in {*before.rules} ^ {*book.rules}}
    return ", ".join(f"#{number}" for number in sorted(changed)) or "–"


def _difference(before: Rulebook, book: Rulebook) -> dict[str, list[object]]:
    old, new = ({"is_on": one.is_on, "most": one.most, "rules": written(one.rules)} for one in (before, book))
    return audit.difference(old, new)
