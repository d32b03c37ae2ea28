"""Tyyni's side: ``fill`` a database, or ``serve`` from it: time the pages, take mail in.

Run by benchmarks.desk.compare in two processes, so that the memory of the second is a server's, with the models loaded.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import timedelta
from threading import Event

STAGE, COUNT = sys.argv[1], int(sys.argv[2])
os.environ["DJANGO_SETTINGS_MODULE"] = "tyyni_desk.conf.settings"

import django  # noqa: E402 (needs the environment above)

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.desk.made import mails, talks  # noqa: E402
from benchmarks.desk.timing import megabytes, milliseconds, per_second  # noqa: E402
from tyyni_desk.care.models import Reading  # noqa: E402
from tyyni_desk.conversations.models import Conversation, Message  # noqa: E402
from tyyni_desk.jobs import worker  # noqa: E402
from tyyni_desk.jobs.models import Job  # noqa: E402
from tyyni_desk.mail import actions as mail  # noqa: E402
from tyyni_desk.mail.models import Mailbox  # noqa: E402
from tyyni_desk.people.models import Agent, Customer, Identity  # noqa: E402
from tyyni_desk.search import actions as search  # noqa: E402

MAILS = 300
WARM = 20  # mails taken in first, so that models and dictionaries are loaded


def fill() -> None:
    call_command("migrate", verbosity=0)
    now = timezone.now()
    rows = list(talks(COUNT))
    customers = {row.email: Customer(name=row.email.split("@")[0]) for row in rows}
    made = Customer.objects.bulk_create(customers.values(), batch_size=2000)
    by_email = dict(zip(customers, made, strict=True))
    Identity.objects.bulk_create(
        [Identity(customer=customer, kind="email", value=email) for email, customer in by_email.items()],
        batch_size=2000,
    )
    conversations = [
        Conversation(
            subject=row.subject,
            customer=by_email[row.email],
            state="open" if number % 10 == 0 else "closed",
            care_at=now - timedelta(minutes=number),
            last_message_at=now - timedelta(minutes=number),
            waiting_since=now - timedelta(minutes=number),
            signals={"emotion": "neutral", "requests": ["refund"], "threats": [], "abuse": "none", "repeat": False},
        )
        for number, row in enumerate(rows)
    ]
    Conversation.objects.bulk_create(conversations, batch_size=2000)
    Message.objects.bulk_create(
        [
            Message(
                conversation=conversation, kind="customer", customer=conversation.customer, text=text, created_at=now
            )
            for conversation, row in zip(conversations, rows, strict=True)
            for text in row.messages
        ],
        batch_size=2000,
    )
    search.index_all()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def pages() -> dict[str, float]:
    agent = Agent.objects.create_user("aino@lumo.example", "tyyni-vesi-2026", name="Aino Lahti", role="lead")
    client = Client(SERVER_NAME="localhost")
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    middle = Conversation.objects.order_by("number")[COUNT // 2].number
    addresses = {
        "list": "/queue/open",
        "list, everything": "/queue/all",
        "search": "/search?q=hyvityksen+keitin",
        "conversation": f"/conversations/{middle}",
    }
    times = {}
    for name, address in addresses.items():
        assert client.get(address).status_code == 200, address
        times[name] = milliseconds(lambda address=address: client.get(address))
    return times


def ingest() -> dict[str, float]:
    mailbox = Mailbox.objects.create(name="Lumo", address="support@lumo.example")
    raws = list(mails(MAILS + WARM))
    worker.run_all()
    take_in(raws[:WARM], mailbox)
    worker.run_all()
    stored = per_second(MAILS, lambda: take_in(raws[WARM:], mailbox))
    read = per_second(MAILS, work)
    assert Reading.objects.count() >= MAILS + WARM, "not every mail was read"
    return {"stored": stored, "read": read}


def take_in(raws: list[bytes], mailbox: Mailbox) -> None:
    for raw in raws:
        mail.store(raw, source="import", mailbox=mailbox)


def work() -> None:
    """The workers of one process, as it serves, until nothing is due."""
    stop = Event()
    workers = worker.start(stop)
    while Job.objects.filter(run_after__lte=timezone.now(), gave_up_at=None).exists():
        time.sleep(0.05)
    stop.set()
    for one in workers:
        one.join()


def main() -> None:
    if STAGE == "fill":
        fill()
    else:
        print(json.dumps({"times": pages(), "mails": ingest(), "memory": megabytes()}))


main()
