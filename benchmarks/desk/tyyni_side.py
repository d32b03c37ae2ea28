"""Tyyni's side: fills a fresh database, times the pages, prints one line of JSON. Run by benchmarks.desk.compare."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from datetime import timedelta

COUNT = int(sys.argv[1])
os.environ.setdefault("TYYNI_DATA", tempfile.mkdtemp(prefix="tyyni-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "tyyni_desk.conf.settings"

import django  # noqa: E402 (needs the environment above)

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.desk.made import talks  # noqa: E402
from benchmarks.desk.timing import megabytes, milliseconds  # noqa: E402
from tyyni_desk.conversations.models import Conversation, Message  # noqa: E402
from tyyni_desk.people.models import Agent, Customer, Identity  # noqa: E402
from tyyni_desk.search import actions as search  # noqa: E402


def fill() -> None:
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


def main() -> None:
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    fill()
    filled = time.perf_counter() - began
    agent = Agent.objects.create_user("aino@lumo.example", "tyyni-vesi-2026", name="Aino Lahti", role="lead")
    client = Client(SERVER_NAME="localhost")
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    middle = Conversation.objects.order_by("number")[COUNT // 2].number
    pages = {
        "list": "/queue/open",
        "list, everything": "/queue/all",
        "search": "/search?q=hyvityksen+keitin",
        "conversation": f"/conversations/{middle}",
    }
    times = {}
    for name, address in pages.items():
        assert client.get(address).status_code == 200, address
        times[name] = milliseconds(lambda address=address: client.get(address))
    print(json.dumps({"count": COUNT, "times": times, "filled": filled, "memory": megabytes()}))


main()
