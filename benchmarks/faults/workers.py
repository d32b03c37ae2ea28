"""The processes that the campaign kills: each watches the mailbox, runs jobs, and answers whoever waits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TEXTS = (
    "Kolmas kerta kun kirjoitan! Kahvinkeitin hajosi taas, haluan rahat takaisin.",
    "Gdzie jest moja paczka? Czekam już dwa tygodnie, a nikt nie odbiera telefonu.",
    "The lamp arrived broken and nobody answers my letters. What will you do about it?",
)


class Nursery:
    """The process that the workers are forked from."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process, self.log = process, log
        self._answer()

    def start(self) -> int:
        """A new worker; its process id."""
        if self.process.stdin:
            self.process.stdin.write("\n")
            self.process.stdin.flush()
        return int(self._answer())

    def kill(self, worker: int) -> None:
        os.kill(worker, signal.SIGKILL)
        while Path(f"/proc/{worker}").exists():
            time.sleep(0.002)

    def _answer(self) -> str:
        answer = self.process.stdout.readline().strip() if self.process.stdout else ""
        if not answer:
            raise RuntimeError(self.log.read_text()[-3000:])
        return answer


@contextmanager
def nursery(data: Path) -> Iterator[Nursery]:
    """A nursery that is gone when the block ends."""
    path = data / "worker.log"
    command = [sys.executable, "-m", "benchmarks.faults.workers", str(data)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with path.open("a") as log, subprocess.Popen(command, stderr=log, text=True, **pipes) as process:
        try:
            yield Nursery(process, path)
        finally:
            process.kill()


def set_up(data: Path) -> None:
    """Point Django at the campaign's data."""
    os.environ |= {"TYYNI_DATA": str(data), "TYYNI_UNDO_SECONDS": "0", "TYYNI_READING_PROFILE": "fast"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tyyni_desk.conf.settings")
    import django

    django.setup()


def raise_workers(data: Path) -> None:
    """Fork a worker for each line that is read: what takes seconds, the imports and dictionaries, is done once."""
    set_up(data)
    from django.db import connections

    import tyyni
    from tyyni_desk.jobs import worker
    from tyyni_desk.lib import terms

    worker.load()
    for text in TEXTS:
        tyyni.read(text, profile="fast")
        terms.terms(text)
    connections.close_all()
    print("ready", flush=True)
    for _line in sys.stdin:
        child = os.fork()
        if not child:
            os.setsid()
            work(data)
        print(child, flush=True)
        os.waitpid(child, 0)


def work(data: Path) -> None:
    """A worker: watches the mailbox, runs jobs, and an agent in it answers whoever waits."""
    from tyyni_desk.jobs import actions as jobs
    from tyyni_desk.jobs import worker
    from tyyni_desk.mail import watching

    jobs.release_all()
    stop = threading.Event()
    worker.start(stop)
    watching.start(stop)
    _answer_for_ever(data / "acknowledged")


def _answer_for_ever(log: Path) -> None:
    from django.db import OperationalError

    from tyyni_desk.conversations import actions
    from tyyni_desk.conversations.models import Conversation
    from tyyni_desk.people.models import Agent

    agent = Agent.objects.get()
    with log.open("a") as acknowledged:
        while True:
            try:
                for conversation in Conversation.objects.filter(state="open").order_by("pk")[:5]:
                    seen = conversation.messages.order_by("pk").last()
                    message = actions.reply(
                        conversation, by=agent, text=f"Vastaus viestiin {seen.pk}.", seen=seen.pk if seen else None
                    )
                    acknowledged.write(f"{message.pk}\n")
                    acknowledged.flush()
            except (actions.NewerMessage, OperationalError):
                continue
            time.sleep(0.02)


if __name__ == "__main__":
    raise_workers(Path(sys.argv[1]))
