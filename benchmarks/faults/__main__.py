"""Kills the desk again and again while mail comes and goes, and counts what was lost or came twice.

    python -m benchmarks.faults --kills 200 [--mails 300] [--seed 1] [--write docs/benchmarks/faults.md]

A real Dovecot holds the mailbox, a real SMTP server takes the answers (slowly, so that kills hit the moment between
its "250" and our commit). Worker processes fetch, parse, read, answer and send, and get SIGKILL at random moments,
each time in another part of that way. A person resolves what "may have been sent" by looking at what the server
received, as they would in the sent folder. At the end the server delivers every mail a second time, and counts anew.
The exit status is 0 when every mail is there once, no answer is lost and none left twice.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import random
import re
import sys
import tempfile
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

from benchmarks.faults.workers import TEXTS, Nursery, nursery, set_up

US = "tuki@lumo.example"
# Where a kill shall fall: at any moment, or while a mail is on that part of its way.
_PARTS = ("any", "fetch", "parse_mail", "read_message", "reply", "send")
_LONGEST_WAIT = 4.0
_WELL = "Every mail is there once, no answer was lost, and none left twice."
_ANSWERS = 5  # every fifth mail is a customer's answer to an answer of ours
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
    raws: list[bytes] = field(default_factory=list)  # every mail that the server has been given
    answered: set[str] = field(default_factory=set)
    expected: dict[str, int] = field(default_factory=dict)  # marker of a customer's answer → its conversation
    interrupted: Counter[str] = field(default_factory=Counter)
    unsure: int = 0
    seconds: float = 0

    @property
    def delivered(self) -> int:
        return len(self.raws)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--mails", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="also write the result here")
    options = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(prefix="tyyni-faults-") as folder,
        dovecot() as server,
        _smtp() as (received, port),
    ):
        data = Path(folder)
        set_up(data)
        _mailbox(server, port)
        campaign = Campaign(server, received, data, random.Random(options.seed), options.mails)
        with nursery(data) as workers:
            run(campaign, workers, kills=options.kills)
        lines, faults = report(campaign, options.kills)
    print("\n".join([*lines, "", *(faults or [_WELL])]))
    if options.write:
        options.write.write_text("\n".join([*lines, "", *(faults or [_WELL]), ""]))
    return 1 if faults else 0


def run(campaign: Campaign, workers: Nursery, *, kills: int) -> None:
    """Kill ``kills`` workers, then let one work in peace until all is done; then the same mailbox comes once more."""
    began = time.monotonic()
    for number in range(kills):
        _deliver(campaign, upto=campaign.total * (number + 1) // kills)
        worker = workers.start()
        _wait(campaign, campaign.chance.choice(_PARTS))
        workers.kill(worker)
        _look_what_was_interrupted(campaign)
        _resolve(campaign)
        if (number + 1) % 10 == 0:
            print(f"{number + 1} kills, {campaign.delivered} mails", file=sys.stderr)
    _finish(campaign, workers)
    _deliver_again(campaign)
    _finish(campaign, workers)
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
        f"Written by `python -m benchmarks.faults --kills {kills} --mails {campaign.total}`; {campaign.seconds:.0f} s.",
        "A real Dovecot holds the mailbox, a real SMTP server takes the answers. Each worker is killed at a random",
        "moment while a mail is fetched, parsed, read, answered or sent; the next goes on with what it left behind.",
        "",
        "| | |",
        "|---|---|",
        f"| workers killed | {kills} |",
        f"| what the kills cut short | {hit} |",
        f"| mails sent to us, each delivered twice | {campaign.delivered} |",
        f"| mails stored, parsed | {RawMail.objects.count()}, {RawMail.objects.filter(state='parsed').count()} |",
        f"| answers written, sent | {answers}, {Delivery.objects.filter(state='sent').count()} |",
        f"| mails that the SMTP server took | {len(campaign.received.mails)} |",
        f"| answers that may have been sent, each asked about | {campaign.unsure} |",
    ]
    return lines, list(_faults(campaign))


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
        campaign.raws.append(_mail(number, answered))
        campaign.server.deliver(campaign.raws[-1])


def _mail(number: int, answered: str | None) -> bytes:
    """A mail with a mark of its own, every third with a file."""
    head = f"From: Asiakas {number} <asiakas{number}@posti.example>\r\nTo: {US}\r\nSubject: Asia {number}\r\n"
    head += f"Message-ID: <{number}@posti.example>\r\nDate: Tue, 03 Nov 2026 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    head += f"In-Reply-To: <{answered}>\r\n" if answered else ""
    text = f"{TEXTS[number % len(TEXTS)]}\r\nmerkki-{number:04}.\r\n"
    if number % 3:
        return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode()
    parts = f"--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}"
    parts += f"--B\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename={number}.png\r\n\r\n"
    return f"{head}Content-Type: multipart/mixed; boundary=B\r\n\r\n{parts}{'kuva' * number}\r\n--B--\r\n".encode()


def _wait(campaign: Campaign, part: str) -> None:
    """Until a mail is on that part of its way, and then some random moment more."""
    if part == "any":
        time.sleep(campaign.chance.uniform(0, 2))
        return
    before, limit = _seen(part), time.monotonic() + _LONGEST_WAIT
    while _seen(part) == before and time.monotonic() < limit:
        time.sleep(0.002)
    time.sleep(campaign.chance.uniform(0, 0.2 if part == "send" else 0.03))


def _seen(part: str) -> object:
    """Something that changes when a mail comes to that part of its way."""
    from tyyni_desk.conversations.models import Message
    from tyyni_desk.jobs.models import Job
    from tyyni_desk.mail.models import Delivery, RawMail

    if part == "fetch":
        return RawMail.objects.count()
    if part == "reply":
        return Message.objects.filter(kind="agent").count()
    if part == "send":
        return list(Delivery.objects.filter(state="sending").values_list("pk"))
    return list(Job.objects.filter(name__endswith=part).exclude(leased_until=None).values_list("pk"))


def _look_what_was_interrupted(campaign: Campaign) -> None:
    from tyyni_desk.jobs.models import Job
    from tyyni_desk.mail.models import Delivery, Mailbox

    names = Job.objects.exclude(leased_until=None).values_list("name", flat=True)
    campaign.interrupted.update(name.rpartition(".")[2] for name in names)
    if Mailbox.objects.get().highest_uid < campaign.delivered:
        campaign.interrupted["fetch"] += 1
    campaign.interrupted["last bytes to the server"] += Delivery.objects.filter(state="sending").count()


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


def _finish(campaign: Campaign, workers: Nursery) -> None:
    """Let a worker work in peace until nothing is left to do."""
    worker = workers.start()
    limit = time.monotonic() + 300
    while time.monotonic() < limit and not _is_quiet(campaign):
        time.sleep(0.5)
    time.sleep(1)
    workers.kill(worker)
    _resolve(campaign)


def _is_quiet(campaign: Campaign) -> bool:
    from tyyni_desk.conversations.models import Conversation
    from tyyni_desk.jobs.models import Job
    from tyyni_desk.mail.models import Delivery, Mailbox

    return not (
        Mailbox.objects.get().highest_uid < campaign.server.count()
        or Job.objects.filter(name__in=("mail.tasks.parse_mail", "mail.tasks.send", "care.tasks.read_message")).exists()
        or Conversation.objects.filter(state="open").exists()
        or Delivery.objects.filter(state__in=("queued", "sending")).exists()
    )


def _deliver_again(campaign: Campaign) -> None:
    """Every mail comes a second time, and the server has moved: it counts all of them anew."""
    from tyyni_desk.mail.models import Mailbox

    for raw in campaign.raws:
        campaign.server.deliver(raw)
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
