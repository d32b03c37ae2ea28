"""``tyyni doctor``: looks at everything the desk stands on, and says what to do about what is wrong."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tyyni_desk.cli import process
from tyyni_desk.lib.storage import LEAST


@dataclass(frozen=True, slots=True)
class Finding:
    """``ok`` or not, what was looked at, and what was found or what to do."""

    ok: bool
    what: str
    said: str


def main(arguments: Sequence[str]) -> int:
    """Print a line for each thing looked at; the exit status is 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="tyyni doctor", description=__doc__)
    parser.add_argument("--data", type=lambda name: Path(name).resolve(), default=Path("tyyni-data").resolve())
    options = parser.parse_args(arguments)
    findings = list(_findings(options.data))
    for finding in findings:
        print(f"{'ok ' if finding.ok else 'NOT'}  {finding.what:<12} {finding.said}")
    return 0 if all(finding.ok for finding in findings) else 1


def _findings(data: Path) -> Iterator[Finding]:
    from django.db import OperationalError

    try:
        process.set_up(data)
        for look in LOOKS:
            yield from look(data)
    except OperationalError as problem:
        said = f"{problem}; is the disk full, or does another program hold the database?"
        yield from _disk(data)
        yield Finding(False, "database", said)


def _database(data: Path) -> Iterator[Finding]:
    from django.db import connection
    from django.utils import timezone

    from tyyni_desk.conversations.models import Conversation
    from tyyni_desk.jobs.models import Beat

    # A full disk and a locked file are found by writing only.
    Beat.objects.update_or_create(name="doctor", defaults={"at": timezone.now()})
    yield Finding(True, "database", f"{connection.vendor}, {Conversation.objects.count()} conversations")


def _disk(data: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(data).free
    said = f"{free >> 30} GB free in {data}"
    yield Finding(free > LEAST, "disk", said if free > LEAST else f"{said}; make room, mail needs it")


def _jobs(data: Path) -> Iterator[Finding]:
    from django.utils import timezone

    from tyyni_desk.jobs import queries

    oldest, lost = queries.oldest_due(), queries.given_up().count()
    late = oldest is not None and timezone.now() - oldest > timedelta(minutes=5)
    yield Finding(
        not late, "jobs", f"waiting since {oldest}; start `tyyni serve` or `tyyni worker`" if late else "none is late"
    )
    if lost:
        yield Finding(False, "jobs", f"{lost} gave up; see the page of failed jobs and try them again")


def _mailboxes(data: Path) -> Iterator[Finding]:
    from tyyni_desk.mail.models import Mailbox, RawMail

    for mailbox in Mailbox.objects.filter(is_enabled=True):
        error = mailbox.fetch_error or mailbox.send_error
        yield Finding(not error, "mailbox", f"{mailbox.address}: {error or 'comes and goes'}")
    unread = RawMail.objects.filter(state=RawMail.State.FAILED).count()
    if unread:
        yield Finding(False, "mail", f"{unread} could not be read; see “Mail that needs a look”")


def _models(data: Path) -> Iterator[Finding]:
    import tyyni

    reading = tyyni.read("Missä tilaukseni on? Olen odottanut jo kaksi viikkoa!")
    yield Finding(
        reading.language == "fi", "models", f"read a Finnish sentence as {reading.language}, {reading.emotion}"
    )


def _clock(data: Path) -> Iterator[Finding]:
    """The database may stand on another machine; promises are only as right as its clock."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        told = cursor.fetchone()[0]
    moment = datetime.fromisoformat(told).replace(tzinfo=UTC) if isinstance(told, str) else told
    apart = abs(datetime.now(UTC) - moment)
    yield Finding(apart < timedelta(seconds=5), "clock", f"{apart.total_seconds():.0f} s from the database's")


def _settings(data: Path) -> Iterator[Finding]:
    from django.conf import settings

    safe = settings.SECURE or settings.DOMAIN in ("localhost", "127.0.0.1")
    yield Finding(safe, "settings", settings.BASE_URL if safe else f"{settings.BASE_URL} is not https; set TYYNI_URL")


LOOKS: tuple[Callable[[Path], Iterator[Finding]], ...] = (
    _database,
    _disk,
    _jobs,
    _mailboxes,
    _models,
    _clock,
    _settings,
)
