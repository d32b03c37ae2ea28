"""Kills the desk again and again while mail comes and goes, and counts what was lost or came twice.

    python -m benchmarks.faults --kills 200 [--mails 300] [--seed 1] [--write docs/benchmarks/faults.md]

A real Dovecot holds the mailbox, a real SMTP server takes the answers (slowly, so that kills hit the moment between
its "250" and our commit). Worker processes fetch, parse, read, answer and send, and get SIGKILL at random moments. A
person resolves what "may have been sent" by looking at what the server received, as they would in the sent folder.
The exit status is 0 when every mail is there once, no answer is lost and none left twice.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from tests.desk.mail.dovecot import Dovecot, dovecot
from tests.desk.services import free_port

US = "tuki@lumo.example"
_ANSWERS = 5  # every fifth mail is a customer's answer to an answer of ours
_TEXTS = (
    "Kolmas kerta kun kirjoitan! Kahvinkeitin hajosi taas, haluan rahat takaisin.",
    "Gdzie jest moja paczka? Czekam już dwa tygodnie, a nikt nie odbiera telefonu.",
    "The lamp arrived broken and nobody answers my letters. What will you do about it?",
)
_ID = re.compile(rb"^Message-ID:\s*<([^>]+)>", re.IGNORECASE | re.MULTILINE)


@dataclass
class Received:
    """What the SMTP server took, in order."""

    mails: list[tuple[str, bytes]] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        found = _ID.search(content)
        self.mails.append((found[1].decode() if found else "", content))
        await asyncio.sleep(random.random() * 0.2)
        return "250 OK"


@dataclass
class Campaign:
    """The state of one run."""

    server: Dovecot
    received: Received
    data: Path
    chance: random.Random
    total: int
    delivered: int = 0
    answered: set[str] = field(default_factory=set)
    expected: dict[str, int] = field(default_factory=dict)  # marker of a customer's answer → its conversation
    interrupted: Counter[str] = field(default_factory=Counter)
    unsure: int = 0
    seconds: float = 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--mails", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="also write the result here")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.worker:
        work(options.worker)
        return 0
    with (
        tempfile.TemporaryDirectory(prefix="tyyni-faults-") as folder,
        dovecot() as server,
        _smtp() as (received, port),
    ):
        data = Path(folder)
        _set_up(data)
        _mailbox(server, port)
        campaign = Campaign(server, received, data, random.Random(options.seed), options.mails)
        run(campaign, kills=options.kills)
        lines, faults = report(campaign, options.kills)
    print("\n".join([*lines, "", *(faults or ["nothing was lost, nothing came twice"])]))
    if options.write:
        options.write.write_text("\n".join([*lines, "", *(faults or ["Nothing was lost, nothing came twice."]), ""]))
    return 1 if faults else 0


def run(campaign: Campaign, *, kills: int) -> None:
    """Kill ``kills`` workers, then let one work in peace until all is done; then the same mailbox comes once more."""
    began = time.monotonic()
    for number in range(kills):
        _deliver(campaign, upto=campaign.total * (number + 1) // kills)
        worker = _start(campaign)
        _wait(campaign)
        _kill(worker)
        _look_what_was_interrupted(campaign)
        _resolve(campaign)
        if (number + 1) % 10 == 0:
            print(f"{number + 1} kills, {campaign.delivered} mails", file=sys.stderr)
    _finish(campaign)
    _count_anew()
    _finish(campaign)
    campaign.seconds = time.monotonic() - began


def report(campaign: Campaign, kills: int) -> tuple[list[str], list[str]]:
    """The table, and everything that is not as it must be."""
    from tyyni_desk.conversations.models import Message
    from tyyni_desk.mail.models import Delivery, RawMail

    answers = Message.objects.filter(kind="agent").count()
    hit = ", ".join(f"{name} {count}" for name, count in campaign.interrupted.most_common()) or "none"
    lines = [
        "# Kill -9 at random moments",
        "",
        f"`python -m benchmarks.faults --kills {kills} --mails {campaign.total}`: {campaign.seconds:.0f} s",
        "",
        "| | |",
        "|---|---|",
        f"| workers killed | {kills} |",
        f"| jobs that a kill cut short | {hit} |",
        f"| mails in the mailbox | {campaign.delivered} |",
        f"| mails stored, parsed | {RawMail.objects.count()}, {RawMail.objects.filter(state='parsed').count()} |",
        f"| answers written, sent | {answers}, {Delivery.objects.filter(state='sent').count()} |",
        f"| mails that the SMTP server took | {len(campaign.received.mails)} |",
        f"| answers that may have been sent, each asked about | {campaign.unsure} |",
    ]
    return lines, list(_faults(campaign))


def work(data: Path) -> None:
    """A worker: watches the mailbox, runs jobs, and an agent in it answers whoever waits."""
    _set_up(data)
    from tyyni_desk.jobs import actions as jobs
    from tyyni_desk.jobs import worker
    from tyyni_desk.mail import watching

    jobs.release_all()
    stop = threading.Event()
    worker.start(stop)
    watching.start(stop)
    print("ready", flush=True)
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


def _set_up(data: Path) -> None:
    os.environ |= {"TYYNI_DATA": str(data), "TYYNI_UNDO_SECONDS": "0", "TYYNI_READING_PROFILE": "fast"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tyyni_desk.conf.settings")
    import django

    django.setup()


def _mailbox(server: Dovecot, port: int) -> None:
    from django.core.management import call_command

    from tyyni_desk.mail.models import Mailbox
    from tyyni_desk.people.models import Agent

    call_command("migrate", verbosity=0)
    Agent.objects.create_user("aino@lumo.example", name="Aino Lahti")
    sending = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none"}
    fields = server.settings() | sending
    # The SMTP server here knows no login; a user name would ask for one.
    Mailbox.objects.create(name="Lumo & Sosna", address=US, **fields)


@contextmanager
def _smtp() -> Iterator[tuple[Received, int]]:
    received = Received()
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of itself at every login
    controller = Controller(
        received, hostname="127.0.0.1", port=free_port(), authenticator=_anybody, auth_require_tls=False
    )
    controller.start()
    try:
        yield received, controller.port
    finally:
        controller.stop()


def _anybody(*_: object) -> object:
    from aiosmtpd.smtp import AuthResult

    return AuthResult(success=True)


def _deliver(campaign: Campaign, *, upto: int) -> None:
    """Put mails into the mailbox; some answer what the customers have had from us so far."""
    fresh = [one for one, _ in campaign.received.mails if one and one not in campaign.answered]
    while campaign.delivered < upto:
        number = campaign.delivered
        answered = fresh.pop(0) if number % _ANSWERS == 0 and fresh else None
        if answered:
            campaign.answered.add(answered)
            campaign.expected[f"merkki-{number:04}."] = int(answered.split(".")[1])
        campaign.server.deliver(_mail(number, answered))
        campaign.delivered += 1


def _mail(number: int, answered: str | None) -> bytes:
    """A mail with a mark of its own, every third with a file."""
    head = f"From: Asiakas {number} <asiakas{number}@posti.example>\r\nTo: {US}\r\nSubject: Asia {number}\r\n"
    head += f"Message-ID: <{number}@posti.example>\r\nDate: Tue, 03 Nov 2026 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    head += f"In-Reply-To: <{answered}>\r\n" if answered else ""
    text = f"{_TEXTS[number % len(_TEXTS)]}\r\nmerkki-{number:04}.\r\n"
    if number % 3:
        return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode()
    parts = f"--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}"
    parts += f"--B\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename={number}.png\r\n\r\n"
    return f"{head}Content-Type: multipart/mixed; boundary=B\r\n\r\n{parts}{'kuva' * number}\r\n--B--\r\n".encode()


def _start(campaign: Campaign) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.faults", "--worker", str(campaign.data)]
    with (campaign.data / "worker.log").open("a") as log:
        worker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True)
    if worker.stdout is None or worker.stdout.readline().strip() != "ready":
        raise RuntimeError((campaign.data / "worker.log").read_text()[-3000:])
    return worker


def _wait(campaign: Campaign) -> None:
    """Up to some random moment; every third time one at which the SMTP server has a mail and we have no answer."""
    if campaign.chance.random() < 2 / 3:
        time.sleep(campaign.chance.uniform(0, 3))
        return
    taken, limit = len(campaign.received.mails), time.monotonic() + 4
    while len(campaign.received.mails) == taken and time.monotonic() < limit:
        time.sleep(0.005)
    time.sleep(campaign.chance.uniform(0, 0.1))


def _kill(worker: subprocess.Popen[str]) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    if worker.stdout:
        worker.stdout.close()


def _look_what_was_interrupted(campaign: Campaign) -> None:
    from tyyni_desk.jobs.models import Job
    from tyyni_desk.mail.models import Mailbox

    names = Job.objects.exclude(leased_until=None).values_list("name", flat=True)
    campaign.interrupted.update(name.rpartition(".")[2] for name in names)
    if Mailbox.objects.get().highest_uid < campaign.delivered:
        campaign.interrupted["fetch"] += 1


def _resolve(campaign: Campaign) -> None:
    """A person looks whether the server has it, and says so."""
    from tyyni_desk.mail import actions, outgoing
    from tyyni_desk.mail.models import Delivery
    from tyyni_desk.people.models import Agent

    outgoing.doubt_the_interrupted(all_of_them=True)
    arrived = {message_id for message_id, _ in campaign.received.mails}
    for delivery in Delivery.objects.filter(state="unsure").select_related("message__conversation"):
        campaign.unsure += 1
        decide = actions.mark_sent if delivery.message.message_id in arrived else actions.resend
        decide(delivery, by=Agent.objects.get())


def _finish(campaign: Campaign) -> None:
    """Let a worker work in peace until nothing is left to do."""
    worker = _start(campaign)
    limit = time.monotonic() + 300
    while time.monotonic() < limit and not _is_quiet(campaign):
        time.sleep(0.5)
    time.sleep(1)
    _kill(worker)
    _resolve(campaign)


def _is_quiet(campaign: Campaign) -> bool:
    from tyyni_desk.conversations.models import Conversation
    from tyyni_desk.jobs.models import Job
    from tyyni_desk.mail.models import Delivery, Mailbox

    return not (
        Mailbox.objects.get().highest_uid < campaign.delivered
        or Job.objects.filter(name__in=("mail.tasks.parse_mail", "mail.tasks.send", "care.tasks.read_message")).exists()
        or Conversation.objects.filter(state="open").exists()
        or Delivery.objects.filter(state__in=("queued", "sending")).exists()
    )


def _count_anew() -> None:
    """As after a move to another server: every mail comes a second time."""
    from tyyni_desk.mail.models import Mailbox

    Mailbox.objects.update(uidvalidity=1, highest_uid=0)


def _faults(campaign: Campaign) -> Iterator[str]:
    """Each thing that is not as it must be."""
    from tyyni_desk.conversations.models import Message
    from tyyni_desk.jobs.models import Job
    from tyyni_desk.mail.models import RawMail

    said = list(Message.objects.filter(kind="customer"))
    marks = Counter(mark for one in said for mark in re.findall(r"merkki-\d{4}\.", one.text))
    for number in range(campaign.delivered):
        count = marks[f"merkki-{number:04}."]
        if count != 1:
            yield f"mail {number} is there {count} times"
    if RawMail.objects.count() != campaign.delivered:
        yield f"{RawMail.objects.count()} mails are stored, not {campaign.delivered}"
    for one in said:
        for mark, conversation in campaign.expected.items():
            if mark in one.text and one.conversation_id != conversation:
                yield f"the answer {mark} is in conversation {one.conversation_id}, not {conversation}"
        yield from _faults_of(one)
    yield from _lost_or_doubled(campaign)
    for job in Job.objects.exclude(gave_up_at=None):
        yield f"the job {job.name} gave up: {job.error[-200:]}"


def _faults_of(message: object) -> Iterator[str]:
    from tyyni_desk.care.models import Reading
    from tyyni_desk.conversations.models import Message

    if not isinstance(message, Message):
        return
    if not Reading.objects.filter(message=message).exists():
        yield f"message {message.pk} was not read"
    number = int(message.sender.removeprefix("asiakas").partition("@")[0])
    files = [file.file.read() for file in message.attachments.all()]
    if files != ([b"kuva" * number] if number % 3 == 0 else []):
        yield f"message {message.pk} has other files than it came with"


def _lost_or_doubled(campaign: Campaign) -> Iterator[str]:
    """Answers: what an agent was told is written is there; each left once; nothing left that nobody wrote."""
    from tyyni_desk.conversations.models import Message

    took = Counter(message_id for message_id, _ in campaign.received.mails)
    answers = dict(Message.objects.filter(kind="agent").values_list("pk", "message_id"))
    for line in (campaign.data / "acknowledged").read_text().split():
        if int(line) not in answers:
            yield f"answer {line} was acknowledged and is gone"
    for pk, message_id in answers.items():
        if took[message_id or ""] != 1:
            yield f"answer {pk} left {took[message_id or '']} times"
    for message_id in took.keys() - set(answers.values()):
        yield f"{message_id} left, and nobody wrote it"


if __name__ == "__main__":
    raise SystemExit(main())
