"""What an admin changes of mailboxes. Each change is on the audit log, without secrets."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tyyni_desk.lib import secrets
from tyyni_desk.mail.models import Mailbox
from tyyni_desk.people import audit
from tyyni_desk.people.models import Agent

# Where mail is fetched from: when one of these changes, the high-water mark belongs to another folder.
_SOURCE = {"imap_host", "username", "folder"}


@transaction.atomic
def add(*, by: Agent, secret: str = "", **fields: Any) -> Mailbox:
    """A new mailbox; ``secret`` is kept encrypted and never shown again."""
    mailbox = Mailbox.objects.create(secret=secrets.encrypt(secret) if secret else "", **fields)
    audit.note(by=by, action="mailbox_added", subject=mailbox.address, detail=_shown({}, fields))
    return mailbox


@transaction.atomic
def change(mailbox: Mailbox, *, by: Agent, secret: str = "", **fields: Any) -> None:
    """Change what differs; an empty ``secret`` keeps the one there is."""
    mailbox = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    before = {name: getattr(mailbox, name) for name in fields}
    changes = _shown(before, fields)
    for name, value in fields.items():
        setattr(mailbox, name, value)
    if secret:
        mailbox.secret = secrets.encrypt(secret)
        audit.note(by=by, action="mailbox_secret_changed", subject=mailbox.address)
    if _SOURCE & changes.keys():
        mailbox.uidvalidity, mailbox.highest_uid = None, 0
    mailbox.save()
    if changes:
        audit.note(by=by, action="mailbox_changed", subject=mailbox.address, detail=changes)


def _shown(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """What changed, in JSON: a team by its name."""
    changes = audit.difference(before, after)
    return {
        name: [value if value is None or isinstance(value, bool | int | dict) else str(value) for value in pair]
        for name, pair in changes.items()
    }
