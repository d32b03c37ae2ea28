"""Takes jobs and runs them. Any number of workers, in one process or on many machines.

A job is taken by writing a lease into its row, in one statement that only one worker can win. It is deleted when its
function has returned. A worker that is killed leaves its lease behind; when that runs out another takes the job.
"""

from __future__ import annotations

import errno
import logging
import traceback
from datetime import timedelta
from functools import partial
from importlib import import_module
from threading import Event, Thread
from time import monotonic

from django.apps import apps
from django.db import OperationalError, close_old_connections, connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

from tyyni_desk.jobs import wake
from tyyni_desk.jobs.models import Beat, Job
from tyyni_desk.jobs.registry import JOBS, PERIODIC
from tyyni_desk.lib import storage

log = logging.getLogger(__name__)
_IDLE = 1.0  # seconds between looks at the table when nothing rings
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SHORTAGE = timedelta(seconds=10)  # until a job that found no room is tried again


def load() -> None:
    """Import every app's ``tasks`` module, so that its jobs are known."""
    for app in apps.get_app_configs():
        if app.module is not None and module_has_submodule(app.module, "tasks"):
            import_module(f"{app.name}.tasks")


def run(stop: Event) -> None:
    """Work until ``stop`` is set. A database that is away or full is waited for; the job stays where it is."""
    load()
    planned = monotonic() - _IDLE
    while not stop.is_set():
        close_old_connections()
        try:
            if storage.trouble():
                _prove()
            if monotonic() - planned >= _IDLE:
                plan()
                planned = monotonic()
            worked = run_one()
        except OperationalError as problem:
            log.exception("The database does not answer; jobs wait.")
            storage.refused(problem)
            worked = False
        if not worked:
            wake.wait(_IDLE)


def start(stop: Event, *, threads: int = 2) -> list[Thread]:
    """Workers in this process. Each runs until ``stop`` is set."""
    workers = [Thread(target=run, args=(stop,), name=f"worker-{number}", daemon=True) for number in range(threads)]
    for worker in workers:
        worker.start()
    return workers


def run_all(*, limit: int = 10_000) -> int:
    """Run what is due, here and now, and say how many that was; for tests, imports and the demo."""
    load()
    return next((number for number in range(limit) if not run_one()), limit)


def plan() -> None:
    """Write down the periodic jobs that are due. Their key keeps them from piling up."""
    now = timezone.now()
    beats = dict(Beat.objects.filter(name__in=PERIODIC).values_list("name", "at"))
    for name, period in PERIODIC.items():
        if name not in beats or beats[name] + period <= now:
            Beat.objects.update_or_create(name=name, defaults={"at": now})
            JOBS[name].later(key=name)


def run_one() -> bool:
    """Take the job that has waited longest and run it; False when none is due."""
    taken = _take()
    if taken is None:
        return False
    function = JOBS.get(taken.name)
    try:
        if function is None:
            raise LookupError(f"This version of Tyyni knows no job {taken.name}.")
        function(*taken.arguments)
    except Exception as error:  # whatever a job raises is kept on its row, and it is tried again
        outcome = partial(_spare if _is_shortage(error) else _put_back, taken, error)
    else:
        outcome = partial(_finish, taken)
    # When the lease has run out, another takes the job anyway.
    storage.insist(outcome, seconds=(function.lease if function else _SHORTAGE).total_seconds())
    return True


def _finish(taken: Job) -> None:
    taken.delete()


def _prove() -> None:
    """Whether the database takes writes again, by a write."""
    Beat.objects.update_or_create(name="storage", defaults={"at": timezone.now()})
    storage.took()


def _take() -> Job | None:
    now = timezone.now()
    due = Job.objects.filter(Q(leased_until=None) | Q(leased_until__lt=now), run_after__lte=now, gave_up_at=None)
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        found = due.order_by("run_after", "id").first()
        if found is None:
            return None
        lease = JOBS[found.name].lease if found.name in JOBS else timedelta(minutes=5)
        Job.objects.filter(pk=found.pk).update(leased_until=now + lease, attempts=F("attempts") + 1)
    found.attempts += 1
    return found


def _is_shortage(error: Exception) -> bool:
    """The disk is full or the database locked: no fault of the job, which waits as long as that lasts."""
    return isinstance(error, OperationalError) or (isinstance(error, OSError) and error.errno in _NO_ROOM)


def _spare(taken: Job, error: Exception) -> None:
    """Put it back as if it had not been tried."""
    storage.refused(error if isinstance(error, OperationalError) else OperationalError(str(error)))
    due = timezone.now() + _SHORTAGE
    Job.objects.filter(pk=taken.pk).update(leased_until=None, run_after=due, attempts=F("attempts") - 1)


def _put_back(taken: Job, error: Exception) -> None:
    function = JOBS.get(taken.name)
    last = function is None or taken.attempts >= function.attempts
    delay = function.first_delay * 2 ** (taken.attempts - 1) if function else 0
    log.warning("Job %s (%s) failed: %s", taken.pk, taken.name, type(error).__name__)
    Job.objects.filter(pk=taken.pk).update(
        leased_until=None,
        run_after=timezone.now() + timedelta(seconds=delay),
        error="".join(traceback.format_exception(error))[-4000:],
        gave_up_at=timezone.now() if last else None,
        # A job that gave up must not keep the next one with its key from running.
        key=None if last else taken.key,
    )
