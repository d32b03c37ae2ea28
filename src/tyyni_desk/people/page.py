"""Writes ``docs/guide/roles.md`` from the table of abilities: ``python -m tyyni_desk.people.page``."""

from __future__ import annotations

import os
from pathlib import Path

import django

PAGE = Path(__file__).parents[3] / "docs" / "guide" / "roles.md"
_INTRODUCTION = """# What each role may do

Written by `python -m tyyni_desk.people.page` from `people/may.py`; a test fails when the two differ. Every page of the
desk names one of these abilities, and another test opens every page as every role.

- **Observer**: reads numbers and charts, no customer's words.
- **Agent**: answers customers.
- **Lead**: also writes snippets, sets response clocks, and looks after mail that did not arrive or leave.
- **Admin**: also manages people, mailboxes, API tokens and webhooks, and reads the audit log.

At least one active admin always stays: the desk refuses to take the role from the last one, or to switch them off.

"""


def text() -> str:
    """The whole page."""
    from tyyni_desk.people.may import ABILITIES
    from tyyni_desk.people.models import Agent

    roles = list(Agent.Role)
    rows = [["ability", *(str(role.value) for role in roles)], ["---", *(":-:" for _ in roles)]]
    rows += [
        [sentence, *("yes" if role in allowed else "–" for role in roles)] for sentence, allowed in ABILITIES.values()
    ]
    return _INTRODUCTION + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tyyni_desk.conf.settings")
    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text(), "utf-8")


if __name__ == "__main__":
    main()
